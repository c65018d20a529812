package dev.ramal.messaging.sending;

import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.conversations.ConversationRepository;
import dev.ramal.messaging.conversations.ServiceWindows;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.lifecycle.MessageRow;
import dev.ramal.messaging.lifecycle.MessageSet;
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
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Marks a message as being submitted, in a transaction of its own that is committed before anything
 * leaves this process.
 *
 * <p>Failure policy: a crash after this commit leaves a message in {@code SENDING}; the carrier is
 * then asked whether it has it. It is never sent again on suspicion.
 */
@ApplicationScoped
class BeginSubmission {
  private final SqlTransactions transactions;
  private final MessageRepository messages;
  private final ConversationRepository conversations;
  private final ChangeMessage change;
  private final FailureReasons reasons;
  private final OptOutRepository optOuts;
  private final Jobs jobs;
  private final Clock clock;

  BeginSubmission(
      SqlTransactions transactions,
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
        sql ->
            Uni.combine()
                .all()
                .unis(messages.lockAll(sql, concerned(job), List.of()), jobs.holds(sql, job))
                .collectFailures()
                .asTuple()
                .chain(found -> markUnlessTakenOver(sql, job, found.getItem1(), found.getItem2())));
  }

  /** Itself, and the message that it follows. */
  private static List<RowKey> concerned(Job job) {
    return Stream.of(job.subject(), job.payload(Submission.class).replaces())
        .filter(Objects::nonNull)
        .map(id -> RowKey.of(job.tenant(), id))
        .toList();
  }

  /**
   * Null while the message may still go out; the window may close, and the contact opt out, while
   * it waits.
   */
  Uni<SendingDenied> denial(Sql sql, MessageDetails details, Instant now) {
    Who contact = new Who(details.tenant(), details.to(), details.channel());
    return Uni.combine()
        .all()
        .unis(
            optOuts.isOptedOut(sql, contact),
            conversations.find(sql, details.tenant(), details.conversationId()))
        .collectFailures()
        .with(
            (out, thread) ->
                out
                    ? denied(FailureReasons.OPTED_OUT, now)
                    : deniedByWindow(thread.windows(), details, now));
  }

  private SendingDenied deniedByWindow(
      ServiceWindows windows, MessageDetails details, Instant now) {
    return windows.of(details.from().value()).permits(details.channel(), now)
        ? null
        : denied(FailureReasons.TEMPLATE_REQUIRED, now);
  }

  private SendingDenied denied(String rule, Instant now) {
    return new SendingDenied(reasons.ours(rule), now);
  }

  /** One that was slow and was taken over would mark what another one sends. */
  private Uni<Message> markUnlessTakenOver(Sql sql, Job job, MessageSet set, boolean held) {
    MessageRow row = set.find(job.tenant(), new MessageId(job.subject()));
    return held ? mark(sql, row, hasArrived(job, set)) : Uni.createFrom().nullItem();
  }

  /** Whether what it is to follow has arrived by now. */
  private static boolean hasArrived(Job job, MessageSet set) {
    String replaces = job.payload(Submission.class).replaces();
    MessageRow followed = replaces == null ? null : set.find(job.tenant(), new MessageId(replaces));
    return followed != null && followed.message().state().isArrival();
  }

  private Uni<Message> mark(Sql sql, MessageRow row, boolean notNeeded) {
    Instant now = clock.instant();
    Uni<SendingDenied> denial =
        notNeeded
            ? Uni.createFrom().item(denied(FailureReasons.ARRIVED_MEANWHILE, now))
            : denial(sql, row.message().details(), now);
    return denial
        .map(denied -> denied == null ? new SendingStarted(now) : (MessageFact) denied)
        .chain(fact -> change.apply(sql, row, fact, null))
        .map(
            transition ->
                transition instanceof Applied applied
                        && applied.message().state() == MessageState.SENDING
                    ? applied.message()
                    : null);
  }
}
