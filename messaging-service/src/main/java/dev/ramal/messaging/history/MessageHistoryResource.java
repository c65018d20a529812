package dev.ramal.messaging.history;

import dev.ramal.events.Channel;
import dev.ramal.events.Direction;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.PageQuery;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.TenantTransactions;
import dev.ramal.messaging.MessageProblems;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was written, in both directions. */
@Path("/api/messages")
@Tag(name = "Messages", description = "SMS and WhatsApp")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
public class MessageHistoryResource {
  private final Caller caller;
  private final TenantTransactions transactions;
  private final MessageHistoryRepository history;
  private final TracedMessages traced;

  MessageHistoryResource(
      Caller caller,
      TenantTransactions transactions,
      MessageHistoryRepository history,
      TracedMessages traced) {
    this.caller = caller;
    this.transactions = transactions;
    this.history = history;
    this.traced = traced;
  }

  @GET
  @Operation(
      operationId = "listMessages",
      summary = "Messages, newest first",
      description =
          "Sales people see their own threads and threads that nobody owns yet; managers, admins"
              + " and viewers see all of the organization.")
  @APIResponse(
      responseCode = "200",
      description = "One page; the Link header and the field next lead to the following one",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = MessagePage.class)))
  public Uni<Response> list(
      @QueryParam("channel") @Schema(implementation = Channel.class) String channel,
      @QueryParam("direction") @Schema(implementation = Direction.class) String direction,
      @QueryParam("status") String status,
      @QueryParam("contact") @Parameter(description = MessageFilter.CONTACT) String contact,
      @QueryParam("conversationId") String conversationId,
      @BeanParam PageQuery page) {
    MessageFilter filter = MessageFilter.of(channel, direction, status, contact, conversationId);
    AccessScope scope = AccessScope.of(caller);
    return page.respond(
        (behind, most) ->
            transactions.inTenant(
                scope.tenant(),
                session ->
                    history
                        .list(Sql.of(session), scope, filter, behind, most)
                        .chain(found -> traced.views(Sql.of(session), scope.tenant(), found))),
        view -> new Cursor(view.createdAt(), view.id()));
  }

  @GET
  @Path("/{id}")
  @Operation(operationId = "getMessage", summary = "One message")
  @APIResponse(
      responseCode = "200",
      description = "The message as it stands",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = MessageView.class)))
  @APIResponse(responseCode = "404", description = "None, or not yours to see")
  public Uni<MessageView> one(@PathParam("id") String id) {
    AccessScope scope = AccessScope.of(caller);
    return transactions
        .inTenant(
            scope.tenant(),
            session ->
                history
                    .find(Sql.of(session), scope, id)
                    .onItem()
                    .ifNull()
                    .failWith(() -> MessageProblems.noSuchMessage().exception())
                    .chain(found -> traced.views(Sql.of(session), scope.tenant(), List.of(found))))
        .map(views -> views.get(0));
  }

  /** For the OpenAPI document only. */
  record MessagePage(List<MessageView> items, @Schema(nullable = true) String next) {}
}
