package dev.ramal.messaging.sending;

import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.history.MessageView;
import dev.ramal.messaging.message.MessageId;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes messages back that have not left. */
@Path("/api/messages")
@Tag(name = "Messages", description = "SMS and WhatsApp")
@Produces(MediaType.APPLICATION_JSON)
public class CancelResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final CancelMessage cancelMessage;

  CancelResource(Caller caller, SqlTransactions transactions, CancelMessage cancelMessage) {
    this.caller = caller;
    this.transactions = transactions;
    this.cancelMessage = cancelMessage;
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN})
  @Operation(
      operationId = "cancelMessage",
      summary = "Cancel a message that has not left",
      description =
          "A scheduled one, or one that still waits for its turn: your own, or anybody's for"
              + " managers and admins. It is either canceled or sent, never both. The message stays"
              + " in the history.")
  @APIResponse(
      responseCode = "200",
      description = "It will not leave",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = MessageView.class)))
  @APIResponse(responseCode = "404", description = "None, or not yours to see")
  @APIResponse(
      responseCode = "409",
      description = "It has left (0074), was canceled before (0075), or is a colleague's (0006)")
  public Uni<MessageView> cancel(@PathParam("id") String id) {
    AccessScope scope = AccessScope.of(caller);
    return transactions
        .inTenant(scope.tenant(), sql -> cancelMessage.cancel(sql, scope, new MessageId(id)))
        .map(MessageView::of);
  }
}
