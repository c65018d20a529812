package dev.ramal.messaging.sending;

import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.tenancy.TenantTransactions;
import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.conversations.ConversationRepository;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.lifecycle.MessageRow;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageFact;
import dev.ramal.messaging.message.MessageFact.SendingDenied;
import dev.ramal.messaging.message.MessageFact.SendingStarted;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.message.MessageState;
import dev.ramal.messaging.message.MessageTransition.Applied;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Marks a message as being submitted, in a transaction of its own that is committed before anything
 * leaves this process.
 *
 * <p>Failure policy: a crash after this commit leaves a message in {@code SENDING}; the carrier is
 * then asked whether it has it. It is never sent again on suspicion.
 */
@ApplicationScoped
class BeginSubmission {
  private final TenantTransactions transactions;
  private final MessageRepository messages;
  private final ConversationRepository conversations;
  private final ChangeMessage change;
  private final FailureReasons reasons;
  private final Clock clock;

  BeginSubmission(
      TenantTransactions transactions,
      MessageRepository messages,
      ConversationRepository conversations,
      ChangeMessage change,
      FailureReasons reasons,
      Clock clock) {
    this.transactions = transactions;
    this.messages = messages;
    this.conversations = conversations;
    this.change = change;
    this.reasons = reasons;
    this.clock = clock;
  }

  /** The message to submit now; null when it must not leave, or need not any more. */
  Uni<Message> begin(Job job) {
    return transactions.inTenant(
        job.tenant(),
        session ->
            messages
                .lock(session, job.tenant(), new MessageId(job.subject()))
                .chain(row -> mark(session, row)));
  }

  /** Null while the message may still go out; the window may close while it waits. */
  Uni<SendingDenied> denial(Mutiny.Session session, MessageDetails details, Instant now) {
    return conversations
        .find(session, details.tenant(), details.conversationId())
        .map(
            thread ->
                thread.window().permits(details.channel(), now)
                    ? null
                    : new SendingDenied(reasons.ours(FailureReasons.TEMPLATE_REQUIRED), now));
  }

  private Uni<Message> mark(Mutiny.Session session, MessageRow row) {
    Instant now = clock.instant();
    return denial(session, row.message().details(), now)
        .map(denied -> denied == null ? new SendingStarted(now) : (MessageFact) denied)
        .chain(fact -> change.apply(session, row, fact, null))
        .map(
            transition ->
                transition instanceof Applied applied
                        && applied.message().state() == MessageState.SENDING
                    ? applied.message()
                    : null);
  }
}
