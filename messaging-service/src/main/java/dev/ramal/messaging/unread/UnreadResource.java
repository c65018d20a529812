package dev.ramal.messaging.unread;

import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.conversations.ConversationRepository;
import dev.ramal.messaging.conversations.ConversationRow;
import dev.ramal.messaging.history.UnreadRepository;
import dev.ramal.messaging.history.UnreadRepository.Unread;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.message.MessageId;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Counts what contacts wrote and nobody has read. A thread is read or not for everybody who may see
 * it: whoever owns it answers for it.
 */
@Path("/api/conversations")
@Tag(name = "Conversations", description = "Threads with one contact on one channel")
@Produces(MediaType.APPLICATION_JSON)
public class UnreadResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final ConversationRepository conversations;
  private final MessageRepository messages;
  private final UnreadRepository counts;

  UnreadResource(
      Caller caller,
      SqlTransactions transactions,
      ConversationRepository conversations,
      MessageRepository messages,
      UnreadRepository counts) {
    this.caller = caller;
    this.transactions = transactions;
    this.conversations = conversations;
    this.messages = messages;
    this.counts = counts;
  }

  @GET
  @Path("/unread")
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
  @Operation(
      operationId = "countUnread",
      summary = "Count what nobody has read yet, of the threads that you may see")
  @APIResponse(
      responseCode = "200",
      description = "Threads with something unread, and messages in them",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Unread.class)))
  public Uni<Unread> count() {
    AccessScope scope = AccessScope.of(caller);
    return transactions.inTenant(scope.tenant(), sql -> counts.count(sql, scope));
  }

  @POST
  @Path("/{id}/read")
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN})
  @Operation(
      operationId = "readConversation",
      summary = "Say that a thread was read, up to a message",
      description =
          "Name the newest message that is shown: what comes in the meantime stays unread. Said"
              + " again, or later than by somebody who read more, it changes nothing.")
  @APIResponse(
      responseCode = "200",
      description = "What is still unread",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = StillUnread.class)))
  @APIResponse(
      responseCode = "404",
      description = "No such thread, or not yours to see; or no such message in it")
  public Uni<StillUnread> read(
      @PathParam("id") String id,
      @QueryParam("upTo")
          @Parameter(description = "Id of the newest message that was read; absent for all")
          String upTo) {
    AccessScope scope = AccessScope.of(caller);
    return transactions.inTenant(
        scope.tenant(),
        sql ->
            conversations
                .lock(sql, scope.tenant(), id)
                .invoke(thread -> check(scope, thread))
                .chain(thread -> left(sql, thread, upTo).invoke(thread::read).replaceWith(thread))
                .chain(
                    thread ->
                        conversations
                            .write(sql, List.of(thread))
                            .replaceWith(() -> new StillUnread(thread.unread()))));
  }

  private Uni<Integer> left(Sql sql, ConversationRow thread, String upTo) {
    return upTo == null
        ? Uni.createFrom().item(0)
        : messages
            .inboundAfter(sql, thread.tenant(), thread.id(), new MessageId(upTo))
            .onItem()
            .ifNull()
            .failWith(() -> MessageProblems.noSuchMessage().exception());
  }

  private static void check(AccessScope scope, ConversationRow thread) {
    if (thread == null
        || thread.ownerId() != null
            && !scope.readsAll()
            && !thread.ownerId().equals(scope.userId())) {
      throw MessageProblems.noSuchConversation().exception();
    }
  }

  /**
   * Of one thread.
   *
   * @param unread messages of the contact that nobody has read yet
   */
  @Schema(name = "StillUnread")
  record StillUnread(int unread) {}
}
