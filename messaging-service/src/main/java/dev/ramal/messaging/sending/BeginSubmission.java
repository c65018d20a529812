package dev.ramal.messaging.sending;

import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.Sql;
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
import dev.ramal.messaging.optouts.OptOut.Who;
import dev.ramal.messaging.optouts.OptOutRepository;
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
  private final OptOutRepository optOuts;
  private final Jobs jobs;
  private final Clock clock;

  BeginSubmission(
      TenantTransactions transactions,
      MessageRepository messages,
      ConversationRepository conversations,
      ChangeMessage change,
      FailureReasons reasons,
      OptOutRepository optOuts,
      Jobs jobs,
      Clock clock) {
    this.transactions = transactions;
    this.messages = messages;
    this.conversations = conversations;
    this.change = change;
    this.reasons = reasons;
    this.optOuts = optOuts;
    this.jobs = jobs;
    this.clock = clock;
  }

  /** The message to submit now; null when it must not leave, or need not any more. */
  Uni<Message> begin(Job job) {
    return transactions.inTenant(
        job.tenant(),
        session ->
            messages
                .lock(session, job.tenant(), new MessageId(job.subject()))
                .chain(row -> markUnlessTakenOver(session, job, row)));
  }

  /**
   * Null while the message may still go out; the window may close, and the contact opt out, while
   * it waits.
   */
  Uni<SendingDenied> denial(Mutiny.Session session, MessageDetails details, Instant now) {
    Who contact = new Who(details.tenant(), details.to(), details.channel());
    return optOuts
        .isOptedOut(Sql.of(session), contact)
        .chain(
            out ->
                out
                    ? Uni.createFrom().item(denied(FailureReasons.OPTED_OUT, now))
                    : closed(session, details, now));
  }

  private Uni<SendingDenied> closed(Mutiny.Session session, MessageDetails details, Instant now) {
    return conversations
        .find(session, details.tenant(), details.conversationId())
        .map(
            thread ->
                thread.windows().of(details.from().value()).permits(details.channel(), now)
                    ? null
                    : denied(FailureReasons.TEMPLATE_REQUIRED, now));
  }

  private SendingDenied denied(String rule, Instant now) {
    return new SendingDenied(reasons.ours(rule), now);
  }

  /** One that was slow and was taken over would mark what another one sends. */
  private Uni<Message> markUnlessTakenOver(Mutiny.Session session, Job job, MessageRow row) {
    return jobs.holds(session, job)
        .chain(held -> held ? mark(session, row) : Uni.createFrom().nullItem());
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
