package dev.ramal.calls.numbers;

import dev.ramal.calls.carrier.NumberQuery;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The telephone numbers that carriers sell. */
@Path("/api/numbers/available")
@Tag(name = "Numbers", description = "Telephone numbers: search, buy, assign, release")
class AvailableNumbersResource {
  private final Caller caller;
  private final SearchNumbers search;

  AvailableNumbersResource(Caller caller, SearchNumbers search) {
    this.caller = caller;
    this.search = search;
  }

  @GET
  @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
  @Operation(
      operationId = "searchNumbers",
      summary = "Numbers that can be bought",
      description =
          "Asks the carrier. Each number is told with its price a month and with the documents that"
              + " the country's regulation demands, and where they are made.")
  @APIResponse(responseCode = "200", description = "What the carrier offers now; perhaps nothing")
  @APIResponse(responseCode = "400", description = "A parameter is not valid; the problem names it")
  @APIResponse(responseCode = "404", description = "No such account in the organization")
  @APIResponse(responseCode = "422", description = "The organization has no account to ask with")
  @APIResponse(responseCode = "503", description = "The carrier did not say what it offers")
  public Uni<Page<AvailableNumber>> available(@BeanParam AvailableQuery query) {
    NumberQuery asked = query.checked();
    return search
        .search(caller.tenant(), query.connectionId, query.carrier(), asked)
        .map(Page::whole);
  }
}
