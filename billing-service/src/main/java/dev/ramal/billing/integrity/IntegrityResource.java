package dev.ramal.billing.integrity;

import dev.ramal.billing.MonthRange;
import dev.ramal.billing.rating.BillingMonth;
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

/** Whether a month agrees with itself, over HTTP. */
@Path("/api/billing/ledger/integrity")
@Tag(name = "Ledger")
public class IntegrityResource {
  private final Caller caller;
  private final MonthRange months;
  private final VerifyMonth verifyMonth;

  IntegrityResource(Caller caller, MonthRange months, VerifyMonth verifyMonth) {
    this.caller = caller;
    this.months = months;
    this.verifyMonth = verifyMonth;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.OPERATOR})
  @Operation(
      operationId = "getMonthIntegrity",
      summary = "Compares all that is kept of a month with its ledger",
      description =
          "Sums of hours, spending of budgets, usage records, costs of calls, accounts, invoice and"
              + " notes, their files, exports and manifests: each is made anew from the entries and"
              + " compared. Where intact is false, differences say which row, what follows from the"
              + " ledger and what was found. A part that could not be compared in time has checked"
              + " false, the month is then not intact, and asking again does it again. Whether the"
              + " entries themselves were changed says getLedgerVerification.")
  @APIResponse(
      responseCode = "200",
      description = "what came out, also where something differs",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = MonthIntegrity.class)))
  @APIResponse(responseCode = "400", description = "not a month, or out of range")
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public Uni<MonthIntegrity> get(
      @QueryParam("month") @Schema(implementation = BillingMonth.class) String month) {
    return verifyMonth.verify(caller.tenant(), months.requestedOrCurrent(month, "month"));
  }
}
