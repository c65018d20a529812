package dev.ramal.messaging.history;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.ramal.events.Channel;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.Page;
import dev.ramal.kit.paging.PageQuery;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.TenantTransactions;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;

/** Threads by contact and channel. */
@Path("/api/conversations")
@Tag(name = "Conversations", description = "Threads with one contact on one channel")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
public class ConversationResource {
  private final Caller caller;
  private final TenantTransactions transactions;
  private final ConversationHistoryRepository conversations;
  private final MessageHistoryRepository history;
  private final TracedMessages traced;
  private final Clock clock;

  ConversationResource(
      Caller caller,
      TenantTransactions transactions,
      ConversationHistoryRepository conversations,
      MessageHistoryRepository history,
      TracedMessages traced,
      Clock clock) {
    this.caller = caller;
    this.transactions = transactions;
    this.conversations = conversations;
    this.history = history;
    this.traced = traced;
    this.clock = clock;
  }

  @GET
  @Operation(operationId = "listConversations", summary = "Threads, the liveliest first")
  @APIResponse(
      responseCode = "200",
      description = "One page; the Link header and the field next lead to the following one",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ConversationPage.class)))
  public Uni<Response> list(
      @QueryParam("channel") @Schema(implementation = Channel.class) String channel,
      @QueryParam("contact") @Parameter(description = MessageFilter.CONTACT) String contact,
      @QueryParam("unread")
          @Parameter(description = "Only threads in which something is unread")
          @Schema(enumeration = {"true", "false"})
          String unread,
      @BeanParam PageQuery page) {
    MessageFilter filter = MessageFilter.of(channel, null, null, contact, null);
    String number = filter.contact() == null ? null : filter.contact().value();
    boolean onlyUnread = MessageFilter.flag("unread", unread);
    AccessScope scope = AccessScope.of(caller);
    Channel only = filter.channel();
    return page.respond(
        (behind, most) ->
            transactions
                .inTenant(
                    scope.tenant(),
                    session ->
                        conversations.list(
                            Sql.of(session), scope, only, number, onlyUnread, behind, most))
                .map(rows -> rows.stream().map(thread -> view(thread)).toList()),
        view -> new Cursor(view.lastMessageAt(), view.id()));
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getConversation",
      summary = "One thread with its messages, newest first",
      description = "On WhatsApp the window says whether free text may be sent, and until when.")
  @APIResponse(
      responseCode = "200",
      description = "The thread and a page of its messages",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ConversationThread.class)))
  @APIResponse(responseCode = "404", description = "None, or not yours to see")
  public Uni<ConversationThread> one(@PathParam("id") String id, @BeanParam PageQuery page) {
    AccessScope scope = AccessScope.of(caller);
    Cursor after = page.behind();
    int size = page.size();
    return transactions.inTenant(
        scope.tenant(),
        session ->
            conversations
                .find(Sql.of(session), scope, id)
                .onItem()
                .ifNull()
                .failWith(() -> MessageProblems.noSuchConversation().exception())
                .chain(thread -> withMessages(session, scope, thread, after, size)));
  }

  private Uni<ConversationThread> withMessages(
      Mutiny.Session session, AccessScope scope, Thread thread, Cursor after, int size) {
    MessageFilter filter = MessageFilter.ofThread(thread.row().id());
    return history
        .list(Sql.of(session), scope, filter, after, size + 1)
        .chain(found -> traced.views(Sql.of(session), scope.tenant(), found))
        .map(views -> Page.cut(views, size, view -> new Cursor(view.createdAt(), view.id())))
        .map(page -> new ConversationThread(view(thread), page.items(), page.next()));
  }

  private ConversationView view(Thread thread) {
    return ConversationView.of(thread.row(), thread.optedOut(), clock.instant());
  }

  /** For the OpenAPI document only. */
  record ConversationPage(List<ConversationView> items, @Schema(nullable = true) String next) {}

  /**
   * A thread and one page of its messages, newest first.
   *
   * @param next cursor of the messages before; null at the beginning of the thread
   */
  @Schema(name = "ConversationThread")
  public record ConversationThread(
      @JsonUnwrapped ConversationView conversation,
      List<MessageView> messages,
      @Schema(nullable = true) String next) {}
}
