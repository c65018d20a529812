package dev.ramal.calls.dialing;

import dev.ramal.events.Carrier;
import dev.ramal.events.E164;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.numbering.DialableNumber;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a call would cost with each carrier, and which one would take it. */
@Path("/api/calls/estimate")
@Tag(name = "Calls", description = "Click to call, control and history")
class EstimateResource {
  private final ReadDialTerms readDialTerms;
  private final ChooseRoute routes;
  private final SqlTransactions transactions;
  private final Caller caller;

  EstimateResource(
      ReadDialTerms readDialTerms,
      ChooseRoute routes,
      SqlTransactions transactions,
      Caller caller) {
    this.readDialTerms = readDialTerms;
    this.routes = routes;
    this.transactions = transactions;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER, Roles.FINANCE})
  @Operation(
      operationId = "estimateCall",
      summary = "What a call would cost, and which carrier would take it",
      description =
          "Every carrier with its cost and why it would be taken or not, as a click would find it"
              + " now. Nobody is called, and nothing is stored.")
  @APIResponse(responseCode = "200", description = "The carriers, the chosen one first")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  public Uni<EstimateView> estimate(@NotNull @Valid EstimateRequest request) {
    AccessScope scope = AccessScope.of(caller);
    E164 to =
        DialableNumber.of(request.to())
            .orElseThrow(() -> DialProblems.badNumber("to", request.to()));
    return transactions
        .inTenant(
            scope.tenant(),
            sql ->
                readDialTerms.read(
                    sql, scope.tenant(), scope.userId(), null, true, to, Carrier.known()))
        .map(terms -> terms.paidBy(scope.userId(), (String) null))
        .map(terms -> routes.compare(to, request.from(), request.carrier(), terms))
        .map(choice -> EstimateView.of(to, choice));
  }
}
