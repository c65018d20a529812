package dev.ramal.billing.simulation;

import dev.ramal.billing.MonthRange;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Tariff;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What-if over HTTP. */
@Path("/api/billing/simulations")
@Tag(
    name = "What-if",
    description = "What a month would have come to, and what the carriers cost next to each other")
class SimulationResource {
  private final Caller caller;
  private final MonthRange months;
  private final FindWhatIf findWhatIf;
  private final SimulateMonth simulateMonth;

  SimulationResource(
      Caller caller, MonthRange months, FindWhatIf findWhatIf, SimulateMonth simulateMonth) {
    this.caller = caller;
    this.months = months;
    this.findWhatIf = findWhatIf;
    this.simulateMonth = simulateMonth;
  }

  @POST
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "simulate",
      summary = "A month priced again by another tariff, plan or carrier",
      description =
          "Nothing is written. What the change does not speak of comes to what it came to. A price"
              + " that a carrier has named stays while the carrier does; another carrier costs what"
              + " its tariff says. Usage that no tariff covers, or that is within a tariff's grace,"
              + " is tried as well. A million entries take some tens of seconds.")
  @APIResponse(
      responseCode = "200",
      description = "both months and their differences",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = SimulationView.class)))
  @APIResponse(responseCode = "400", description = "not a month, or nothing would be different")
  @APIResponse(responseCode = "422", description = "no such tariff version or plan")
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public Uni<SimulationView> simulate(@NotNull @Valid SimulationRequest request) {
    BillingMonth month = months.requested(request.month(), "month");
    request.check();
    TenantId tenant = caller.tenant();
    return findWhatIf
        .find(tenant, month, request)
        .chain(
            found -> {
              Tariff tariff = found.tariff();
              Change change =
                  new Change(tariff == null ? null : tariff.id(), request.carrierOrNull());
              return simulateMonth
                  .simulate(tenant, found.before(), found.after(), found.rates(), change)
                  .map(
                      simulated ->
                          SimulationView.of(
                              tariff == null ? null : tariff.version(),
                              change.carrier(),
                              simulated));
            });
  }
}
