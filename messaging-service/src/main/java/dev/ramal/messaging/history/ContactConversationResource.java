package dev.ramal.messaging.history;

import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.Page;
import dev.ramal.kit.paging.PageQuery;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.conversations.ConversationView;
import dev.ramal.messaging.history.ConversationHistoryRepository.Thread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Everything with one contact, whichever channel it came by. */
@Path("/api/conversations/with/{contact}")
@Tag(name = "Conversations", description = "Threads with one contact on one channel")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
public class ContactConversationResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final ConversationHistoryRepository conversations;
  private final MessageHistoryRepository history;
  private final Clock clock;

  ContactConversationResource(
      Caller caller,
      SqlTransactions transactions,
      ConversationHistoryRepository conversations,
      MessageHistoryRepository history,
      Clock clock) {
    this.caller = caller;
    this.transactions = transactions;
    this.conversations = conversations;
    this.history = history;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "getContactConversation",
      summary = "One conversation with a contact over all channels, newest first",
      description =
          "The threads of the contact that you may see, and their messages as one list. Each"
              + " message names its channel and its thread.")
  @APIResponse(
      responseCode = "200",
      description = "The threads and a page of what was written in them",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ContactConversation.class)))
  @APIResponse(responseCode = "404", description = "Nothing was written, or nothing you may see")
  public Uni<ContactConversation> with(
      @PathParam("contact") @Parameter(description = MessageFilter.CONTACT) String contact,
      @BeanParam PageQuery page) {
    MessageFilter filter = MessageFilter.of(null, null, null, contact, null);
    AccessScope scope = AccessScope.of(caller);
    Cursor after = page.behind();
    int size = page.size();
    return transactions.inTenant(
        scope.tenant(),
        sql ->
            Uni.combine()
                .all()
                .unis(
                    conversations.ofContact(sql, scope, filter.contact().value()),
                    history.list(sql, scope, filter, after, size + 1))
                .collectFailures()
                .with((threads, messages) -> joined(threads, messages, size)));
  }

  private ContactConversation joined(List<Thread> threads, List<SeenMessage> messages, int size) {
    if (threads.isEmpty()) {
      throw MessageProblems.noSuchConversation().exception();
    }
    List<ConversationView> views =
        threads.stream()
            .map(thread -> ConversationView.of(thread.row(), thread.optedOut(), clock.instant()))
            .toList();
    Page<MessageView> page =
        Page.cut(
            messages.stream().map(MessageView::of).toList(),
            size,
            view -> new Cursor(view.createdAt(), view.id()));
    return new ContactConversation(
        views.get(0).contact(),
        views.stream().mapToInt(ConversationView::unread).sum(),
        views,
        page.items(),
        page.next());
  }

  /**
   * What was written with one contact.
   *
   * @param unread messages of the contact that nobody has read yet
   * @param threads the liveliest first
   * @param next cursor of the messages before; null at the beginning
   */
  @Schema(name = "ContactConversation")
  public record ContactConversation(
      @Schema(nullable = true) String contact,
      int unread,
      List<ConversationView> threads,
      List<MessageView> messages,
      @Schema(nullable = true) String next) {}
}
