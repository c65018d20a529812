package dev.ramal.billing.rerating;

import dev.ramal.billing.MonthRange;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Rating a month again over HTTP. */
@Path("/api/billing/months/{month}/rerating")
@Tag(name = "Re-rating", description = "A month by tariffs that were corrected")
class ReratingResource {
  private final Caller caller;
  private final MonthRange months;
  private final RateMonthAgain rateMonthAgain;

  ReratingResource(Caller caller, MonthRange months, RateMonthAgain rateMonthAgain) {
    this.caller = caller;
    this.months = months;
    this.rateMonthAgain = rateMonthAgain;
  }

  @POST
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      operationId = "rerateMonth",
      summary = "What corrected tariffs change of a month, told or posted",
      description =
          "Usage that a tariff has rated which another version names in corrects is rated by that"
              + " version; nothing else is. Without apply nothing is written. With it the"
              + " differences are posted as corrections, once: asked again, it posts nothing. What"
              + " a carrier has named stays, and so does usage that no tariff covers any more. An"
              + " invoice of the month that was issued is corrected by a note.")
  @APIResponse(
      responseCode = "200",
      description = "how many uses change, and by how much",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = MonthRerating.class)))
  @APIResponse(responseCode = "400", description = "not a month, or out of range")
  public Uni<MonthRerating> rerate(
      @PathParam("month") @Schema(implementation = BillingMonth.class) String month,
      @NotNull @Valid RerateRequest request) {
    BillingMonth asked = months.requested(month, "month");
    return rateMonthAgain.rerate(caller.tenant(), asked, request.apply());
  }

  /**
   * @param apply whether the differences are posted; else they are only told
   */
  @Schema(
      name = "RerateRequest",
      examples =
"""
{"apply": false}
""")
  record RerateRequest(
      @NotNull(message = "is required: false tells, true posts") @Schema(required = true)
          Boolean apply) {}
}
