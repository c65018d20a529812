package dev.ramal.billing.statement;

import dev.ramal.billing.CostVisibility;
import dev.ramal.billing.MonthRange;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.billing.metering.OpenUsageRepository;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
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
  private final MonthRange months;
  private final BuildStatement buildStatement;
  private final ReadTransactions reads;
  private final OpenUsageRepository openUsages;

  SummaryResource(
      Caller caller,
      MonthRange months,
      BuildStatement buildStatement,
      ReadTransactions reads,
      OpenUsageRepository openUsages) {
    this.caller = caller;
    this.months = months;
    this.buildStatement = buildStatement;
    this.reads = reads;
    this.openUsages = openUsages;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.MANAGER})
  @Operation(
      operationId = "getSummary",
      summary = "The month by meter, class and leg, with the plan's fee and what it included",
      description =
          "Costs and margin are shown to admin and finance only. Usage without a tariff is in no"
              + " line: unrated says how much of it there is, and advice what to do.")
  @APIResponse(
      responseCode = "200",
      description = "the month",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = StatementView.class)))
  @APIResponse(responseCode = "400", description = "not a month, or out of range")
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public Uni<StatementView> get(
      @QueryParam("month") @Schema(implementation = BillingMonth.class) String month) {
    TenantId tenant = caller.tenant();
    BillingMonth asked = months.requestedOrCurrent(month, "month");
    boolean withCost = CostVisibility.of(caller);
    return buildStatement
        .build(tenant, asked)
        .chain(
            statement ->
                reads
                    .read(tenant, connection -> openUsages.of(connection, tenant, asked))
                    .map(open -> StatementView.of(statement, open, withCost)));
  }
}
