package dev.ramal.messaging.sending;

import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.TenantId;
import dev.ramal.events.messages.MessageAccepted;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.carrier.MessageAccounts;
import dev.ramal.messaging.carrier.MessageAccounts.Sender;
import dev.ramal.messaging.conversations.ConversationRepository;
import dev.ramal.messaging.conversations.ConversationRow;
import dev.ramal.messaging.conversations.ThreadKey;
import dev.ramal.messaging.conversations.WhatsAppWindow;
import dev.ramal.messaging.conversations.WindowState;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageDetails.Author;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.message.MessageProgress;
import dev.ramal.messaging.message.Segments;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Stores the intent to send; {@link SubmitMessage} does the sending. */
@ApplicationScoped
class AcceptMessage {
  private final ConversationRepository conversations;
  private final MessageAccounts accounts;
  private final ChangeMessage change;
  private final Jobs jobs;
  private final SubmissionQueue submissions;
  private final Clock clock;

  AcceptMessage(
      ConversationRepository conversations,
      MessageAccounts accounts,
      ChangeMessage change,
      Jobs jobs,
      SubmissionQueue submissions,
      Clock clock) {
    this.conversations = conversations;
    this.accounts = accounts;
    this.change = change;
    this.jobs = jobs;
    this.submissions = submissions;
    this.clock = clock;
  }

  /**
   * @return fails with a problem when no number can send or WhatsApp's window is closed
   */
  Uni<Message> accept(Mutiny.Session session, TenantId tenant, Author author, ValidMessage valid) {
    Instant now = clock.instant();
    return conversations
        .open(session, new ThreadKey(tenant, valid.to(), valid.channel()), now)
        .chain(thread -> store(session, tenant, author, valid, thread, now));
  }

  private Uni<Message> store(
      Mutiny.Session session,
      TenantId tenant,
      Author author,
      ValidMessage valid,
      ConversationRow thread,
      Instant now) {
    WhatsAppWindow window = thread.window();
    if (!window.permits(valid.channel(), now)) {
      throw MessageProblems.templateRequired(WindowState.of(window, now)).exception();
    }
    Sender sender =
        accounts
            .sender(tenant, valid.carrier(), thread.connectionId(), thread.ourNumber())
            .orElseThrow(() -> MessageProblems.noSender().exception());
    Message message = compose(tenant, author, valid, thread, sender, now);
    thread.continueWith(message.details());
    return conversations
        .write(Sql.of(session), List.of(thread))
        .chain(() -> change.create(session, message, accepted(message), null))
        .chain(() -> jobs.append(session, submissions.submit(message.details())))
        .replaceWith(message);
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
            thread.id(),
            sender.number(),
            valid.to(),
            valid.body(),
            List.of(),
            null,
            sender.account().carrier(),
            new ConnectionId(sender.account().connectionId()),
            author,
            valid.contactId() == null ? thread.contactId() : valid.contactId(),
            now);
    int segments = Segments.of(valid.channel(), valid.body()).count();
    return new Message(details, MessageProgress.accepted(segments));
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
