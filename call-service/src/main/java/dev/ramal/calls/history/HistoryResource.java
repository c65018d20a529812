package dev.ramal.calls.history;

import dev.ramal.calls.costs.VisibleCost;
import dev.ramal.calls.history.ReadHistory.CallEventView;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.Page;
import dev.ramal.kit.paging.PageQuery;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The history of calls. */
@Path("/api/calls")
@Tag(name = "Calls", description = "Click to call, control and history")
class HistoryResource {
  private final ReadHistory history;
  private final Caller caller;

  HistoryResource(ReadHistory history, Caller caller) {
    this.history = history;
    this.caller = caller;
  }

  @GET
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
  @Operation(
      operationId = "listCalls",
      summary = "List calls, newest first",
      description = "Sales see their own calls, the other roles the organization's.")
  @APIResponse(
      responseCode = "200",
      description = "A page; its Link header leads to the next",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CallPage.class)))
  @APIResponse(responseCode = "400", description = "A parameter is not valid; the problem names it")
  public Uni<Response> list(@BeanParam HistoryQuery query, @BeanParam PageQuery page) {
    AccessScope scope = AccessScope.of(caller);
    return page.respond(
        (behind, most) -> history.list(scope, query.filter(scope, behind), most),
        call -> new Cursor(call.requestedAt(), call.id()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
  @Operation(
      operationId = "getCall",
      summary = "Read one call with its legs",
      description =
          "What it costs, as billing knows it now, is shown to admin and to whoever also has"
              + " finance; a manager sees the price alone, sales and viewer neither.")
  @APIResponse(responseCode = "200", description = "The call")
  @APIResponse(responseCode = "404", description = "No such call that you may see")
  public Uni<CallView> one(@PathParam("id") String id) {
    return history.one(AccessScope.of(caller), id, VisibleCost.of(caller));
  }

  @GET
  @Path("/{id}/events")
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
  @Operation(
      operationId = "listCallEvents",
      summary = "Read everything that happened to a call, oldest first")
  @APIResponse(
      responseCode = "200",
      description =
          "Facts and what was told of them; what carriers charge, to admin and to whoever also has"
              + " finance")
  @APIResponse(responseCode = "404", description = "No such call that you may see")
  public Uni<Page<CallEventView>> events(@PathParam("id") String id) {
    boolean amounts = caller.has(Roles.FINANCE) || caller.has(Roles.ADMIN);
    return history.events(AccessScope.of(caller), id, amounts).map(Page::whole);
  }

  /** For the OpenAPI document only. */
  record CallPage(List<CallItem> items, @Schema(nullable = true) String next) {}
}
