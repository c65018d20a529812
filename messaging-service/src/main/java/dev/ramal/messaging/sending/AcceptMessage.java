package dev.ramal.messaging.sending;

import dev.ramal.events.Direction;
import dev.ramal.events.TenantId;
import dev.ramal.events.messages.MessageAccepted;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.carrier.MessageAccounts;
import dev.ramal.messaging.carrier.MessageAccounts.Sender;
import dev.ramal.messaging.conversations.ConversationRepository;
import dev.ramal.messaging.conversations.ConversationRow;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageRow;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageDetails.Author;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.message.MessageProgress;
import dev.ramal.messaging.message.Segments;
import dev.ramal.messaging.window.WhatsAppWindow;
import dev.ramal.messaging.window.WindowState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Stores the intent to send; {@link SendWorker} does the sending. */
@ApplicationScoped
class AcceptMessage {
  private final ConversationRepository conversations;
  private final MessageAccounts accounts;
  private final ChangeMessage change;
  private final Clock clock;

  AcceptMessage(
      ConversationRepository conversations,
      MessageAccounts accounts,
      ChangeMessage change,
      Clock clock) {
    this.conversations = conversations;
    this.accounts = accounts;
    this.change = change;
    this.clock = clock;
  }

  /**
   * @return fails with a problem when no number can send or WhatsApp's window is closed
   */
  Uni<MessageRow> accept(
      Mutiny.Session session, TenantId tenant, Author author, ValidMessage valid) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return conversations
        .open(session, tenant, valid.to(), valid.channel(), now)
        .chain(thread -> store(session, tenant, author, valid, thread, now));
  }

  private Uni<MessageRow> store(
      Mutiny.Session session,
      TenantId tenant,
      Author author,
      ValidMessage valid,
      ConversationRow thread,
      Instant now) {
    WhatsAppWindow window = new WhatsAppWindow(thread.lastInboundAt);
    if (!window.permits(valid.channel(), now)) {
      throw MessageProblems.templateRequired(WindowState.of(window, now)).exception();
    }
    Sender sender =
        accounts
            .sender(tenant, valid.carrier(), thread.connectionId, thread.ourNumber)
            .orElseThrow(() -> MessageProblems.noSender().exception());
    Message message = compose(tenant, author, valid, thread, sender, now);
    MessageRow row = MessageRow.of(message);
    row.dueAt = now;
    continueThread(thread, message);
    return session
        .persist(row)
        .chain(() -> change.publish(session, row, List.of(accepted(message)), null))
        .replaceWith(row);
  }

  private static Message compose(
      TenantId tenant,
      Author author,
      ValidMessage valid,
      ConversationRow thread,
      Sender sender,
      Instant now) {
    MessageDetails details =
        new MessageDetails(
            new MessageId(UuidV7.next().toString()),
            tenant,
            Direction.OUTBOUND,
            valid.channel(),
            thread.key.id(),
            sender.number(),
            valid.to(),
            valid.body(),
            sender.account().carrier(),
            sender.account().connectionId(),
            author,
            valid.contactId() == null ? thread.contactId : valid.contactId(),
            now);
    int segments = Segments.of(valid.channel(), valid.body()).count();
    return new Message(details, MessageProgress.accepted(segments));
  }

  /** Whoever writes last owns the thread: answers reach them. */
  private static void continueThread(ConversationRow thread, Message message) {
    MessageDetails details = message.details();
    thread.ourNumber = details.from().value();
    thread.connectionId = details.connectionId();
    thread.ownerId = details.author().userId();
    thread.ownerName = details.author().name();
    thread.contactId = details.contactId();
    thread.lastMessageAt = details.createdAt();
  }

  private static MessageAccepted accepted(Message message) {
    MessageDetails details = message.details();
    return new MessageAccepted(
        details.id().value(),
        details.channel(),
        details.from().value(),
        details.to().value(),
        details.body(),
        message.progress().segments(),
        details.author().userId(),
        details.author().name(),
        details.contactId(),
        details.createdAt());
  }
}
