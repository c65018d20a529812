package dev.ramal.billing.journal;

import dev.ramal.billing.MonthRange;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.statement.BuildStatement;
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

/** A month's postings over HTTP. */
@Path("/api/billing/journal")
@Tag(name = "Ledger")
public class JournalResource {
  private final Caller caller;
  private final MonthRange months;
  private final BuildStatement buildStatement;

  JournalResource(Caller caller, MonthRange months, BuildStatement buildStatement) {
    this.caller = caller;
    this.months = months;
    this.buildStatement = buildStatement;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "getJournal",
      summary = "The month in double entry: postings and the balance of each account",
      description =
          "Usage, the plan's fee, discounts and an agreed minimum go to accounts-receivable, what"
              + " carriers charge to carrier-cost; the other sides are revenue, discounts and"
              + " carrier-payable. Amounts are the summary's, in cents. Taxes stand on invoices."
              + " Both sides come to the same whatever is kept: that it is the ledger's,"
              + " getMonthIntegrity says.")
  @APIResponse(
      responseCode = "200",
      description = "the postings",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Journal.class)))
  @APIResponse(responseCode = "400", description = "not a month, or out of range")
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public Uni<Journal> get(
      @QueryParam("month") @Schema(implementation = BillingMonth.class) String month) {
    BillingMonth asked = months.requestedOrCurrent(month, "month");
    return buildStatement.build(caller.tenant(), asked).map(Journal::of);
  }
}
