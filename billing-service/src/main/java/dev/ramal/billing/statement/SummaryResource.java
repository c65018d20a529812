package dev.ramal.billing.statement;

import dev.ramal.billing.BillingProblems;
import dev.ramal.billing.CostVisibility;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The monthly summary over HTTP. */
@Path("/api/billing/summary")
@Tag(name = "Summary", description = "What a month comes to")
public class SummaryResource {
  private final Caller caller;
  private final BuildStatement buildStatement;
  private final Clock clock;

  SummaryResource(Caller caller, BuildStatement buildStatement, Clock clock) {
    this.caller = caller;
    this.buildStatement = buildStatement;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.MANAGER})
  @Operation(
      operationId = "getSummary",
      summary = "The month by meter, class and leg, with the plan's fee and what it included",
      description = "Costs and margin are shown to admin and finance only.")
  @APIResponse(
      responseCode = "200",
      description = "the month",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = StatementView.class)))
  @APIResponse(responseCode = "400", description = "not a month")
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public Uni<StatementView> get(
      @QueryParam("month") @Schema(implementation = BillingMonth.class) String month) {
    BillingMonth asked =
        month == null ? BillingMonth.at(clock.instant()) : BillingProblems.month(month, "month");
    boolean withCost = CostVisibility.of(caller);
    return buildStatement
        .build(caller.tenant(), asked)
        .map(statement -> StatementView.of(statement, withCost));
  }
}
