package dev.ramal.messaging.ownership;

import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.TenantTransactions;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.conversations.ConversationRepository;
import dev.ramal.messaging.conversations.ConversationRow;
import dev.ramal.messaging.lifecycle.MessageRepository;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Gives a thread away whose owner has left, or is not to answer any more. */
@Path("/api/conversations/{id}/owner")
@Tag(name = "Conversations", description = "Threads with one contact on one channel")
@RolesAllowed({Roles.MANAGER, Roles.ADMIN})
public class OwnerResource {
  private final Caller caller;
  private final TenantTransactions transactions;
  private final ConversationRepository conversations;
  private final MessageRepository messages;

  OwnerResource(
      Caller caller,
      TenantTransactions transactions,
      ConversationRepository conversations,
      MessageRepository messages) {
    this.caller = caller;
    this.transactions = transactions;
    this.conversations = conversations;
    this.messages = messages;
  }

  @DELETE
  @Operation(
      operationId = "releaseConversation",
      summary = "Make a thread nobody's",
      description = "Everybody may see and answer it then; it is theirs who writes first.")
  @APIResponse(responseCode = "204", description = "It is nobody's")
  @APIResponse(responseCode = "404", description = "None")
  public Uni<Void> release(@PathParam("id") String id) {
    TenantId tenant = caller.tenant();
    return transactions.inTenant(
        tenant,
        session -> {
          Sql sql = Sql.of(session);
          return conversations
              .lock(sql, tenant, id)
              .onItem()
              .ifNull()
              .failWith(() -> MessageProblems.noSuchConversation().exception())
              .invoke(ConversationRow::release)
              .chain(thread -> conversations.write(sql, List.of(thread)))
              .chain(() -> messages.own(sql, tenant, List.of(id), null));
        });
  }
}
