package dev.ramal.messaging.ownership;

import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.conversations.ConversationRepository;
import dev.ramal.messaging.conversations.ConversationRow;
import dev.ramal.messaging.lifecycle.MessageRepository;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Gives a thread to somebody else, or to nobody, as when its owner has left. */
@Path("/api/conversations/{id}/owner")
@Tag(name = "Conversations", description = "Threads with one contact on one channel")
@RolesAllowed({Roles.MANAGER, Roles.ADMIN})
public class OwnerResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final ConversationRepository conversations;
  private final MessageRepository messages;
  private final Clock clock;

  OwnerResource(
      Caller caller,
      SqlTransactions transactions,
      ConversationRepository conversations,
      MessageRepository messages,
      Clock clock) {
    this.caller = caller;
    this.transactions = transactions;
    this.conversations = conversations;
    this.messages = messages;
    this.clock = clock;
  }

  @DELETE
  @Operation(
      operationId = "releaseConversation",
      summary = "Make a thread nobody's",
      description =
          "Everybody may see and answer it then; it is theirs who writes first, or who speaks with"
              + " the contact on the phone before they write again.")
  @APIResponse(responseCode = "204", description = "It is nobody's")
  @APIResponse(responseCode = "404", description = "None")
  public Uni<Void> release(@PathParam("id") String id) {
    return change(id, thread -> thread.release(clock.instant())).replaceWithVoid();
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "assignConversation",
      summary = "Give a thread to an agent",
      description =
          "Answers reach them, and what was written before is theirs to see. That there is such an"
              + " agent is not checked here: take the id from GET /api/agents.")
  @APIResponse(
      responseCode = "200",
      description = "Whose it is now",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Owner.class)))
  @APIResponse(responseCode = "400", description = "A field is not valid")
  @APIResponse(responseCode = "404", description = "None")
  public Uni<Owner> assign(@PathParam("id") String id, Owner owner) {
    Owner valid = Owner.valid(owner);
    return change(id, thread -> thread.assign(valid.userId(), valid.name())).replaceWith(valid);
  }

  private Uni<Void> change(String id, Consumer<ConversationRow> how) {
    TenantId tenant = caller.tenant();
    return transactions.inTenant(
        tenant,
        sql ->
            conversations
                .lock(sql, tenant, id)
                .onItem()
                .ifNull()
                .failWith(() -> MessageProblems.noSuchConversation().exception())
                .invoke(how)
                .chain(
                    thread ->
                        conversations
                            .write(sql, List.of(thread))
                            .chain(() -> messages.own(sql, tenant, id, thread.ownerId()))));
  }
}
