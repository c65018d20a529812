package dev.ramal.messaging.sending;

import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.DeadJob;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobSetHandler.Taken;
import dev.ramal.kit.jobs.JobState;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.jobs.RedriveDeadJob;
import dev.ramal.kit.tenancy.GroupCommit.HeldElsewhere;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransaction;
import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.lifecycle.MessageRow;
import dev.ramal.messaging.lifecycle.MessageSet;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageFact;
import dev.ramal.messaging.message.MessageFact.CarrierRefused;
import dev.ramal.messaging.message.MessageFact.NotSubmitted;
import dev.ramal.messaging.message.MessageFact.OutcomeUnknown;
import dev.ramal.messaging.message.MessageFact.ReceiptOverdue;
import dev.ramal.messaging.message.MessageFact.Rerouted;
import dev.ramal.messaging.message.MessageFact.SendingAbandoned;
import dev.ramal.messaging.message.MessageFact.SendingDenied;
import dev.ramal.messaging.message.MessageFact.SendingExpired;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.message.MessageState;
import dev.ramal.messaging.permission.MessageVerdicts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * What becomes of a message when it is known what became of its submission; for {@link
 * SubmitMessage}, in the transaction that records the outcome of the job.
 *
 * <p>Any word of the carrier about the message, by callback too, is stronger than what we conclude
 * from our own request: the outcome is then {@code Done} without a fact. A message that holds what
 * cannot be read is settled all the same.
 */
@ApplicationScoped
class SettleSubmission {
  /** Code of our own for a message that must not leave, or need not any more. */
  static final String NOT_WANTED = "not-wanted";

  /** Reason of our own for a message that holds what cannot be read. */
  static final String UNREADABLE = "it holds what cannot be read";

  private final FailOver failOver;
  private final Objections objections;
  private final MessageVerdicts verdicts;
  private final SmsFallback smsFallback;
  private final MessageRepository messages;
  private final ChangeMessage change;
  private final FailureReasons reasons;
  private final Clock clock;

  SettleSubmission(
      FailOver failOver,
      Objections objections,
      MessageVerdicts verdicts,
      SmsFallback smsFallback,
      MessageRepository messages,
      ChangeMessage change,
      FailureReasons reasons,
      Clock clock) {
    this.failOver = failOver;
    this.objections = objections;
    this.verdicts = verdicts;
    this.smsFallback = smsFallback;
    this.messages = messages;
    this.change = change;
    this.reasons = reasons;
    this.clock = clock;
  }

  Uni<Outcome<MessageFact>> weigh(Sql sql, Job job, Outcome<MessageFact> outcome) {
    boolean ours =
        isMoved(outcome)
            || !(outcome instanceof Outcome.Done || outcome instanceof Outcome.Refused);
    return lock(sql, job)
        .map(MessageRow::asFarAsReadable)
        .map(
            message ->
                ours && !message.state().isStillHere() && !message.isUnanswered()
                    ? new Outcome.Done<>(null)
                    : outcome);
  }

  private static boolean isMoved(Outcome<MessageFact> outcome) {
    return outcome instanceof Outcome.Done<MessageFact> done && done.result() instanceof Rerouted;
  }

  Uni<Void> done(Sql sql, Job job, MessageFact fact) {
    return fact instanceof Rerouted moved
        ? lock(sql, job)
            .chain(row -> failOver.move(sql, job, row, moved))
            .chain(() -> smsFallback.keepBack(sql, job))
        : apply(sql, job, message -> fact);
  }

  Uni<Void> doneAll(SqlTransaction sql, List<Taken<MessageFact>> taken, Uni<Void> conclude) {
    List<RowKey> keys =
        taken.stream().map(one -> RowKey.of(one.job().tenant(), one.job().subject())).toList();
    return Uni.combine()
        .all()
        .unis(messages.lockFree(sql, keys), conclude)
        .collectFailures()
        .with((set, concluded) -> set)
        .invoke(
            set -> {
              failWithoutThoseHeldElsewhere(taken, set);
              taken.forEach(one -> change.apply(set, row(set, one.job()), one.result(), null));
              sql.withCommit(change.write(sql, set));
            })
        .replaceWithVoid();
  }

  private static void failWithoutThoseHeldElsewhere(
      List<Taken<MessageFact>> taken, MessageSet set) {
    List<Taken<MessageFact>> missing =
        taken.stream().filter(one -> row(set, one.job()) == null).toList();
    if (!missing.isEmpty()) {
      throw new HeldElsewhere(missing);
    }
  }

  private static MessageRow row(MessageSet set, Job job) {
    return set.find(job.tenant(), new MessageId(job.subject()));
  }

  /** Another attempt has gone on: what this one concluded about its account is of no use. */
  Uni<Void> doneLate(Sql sql, Job job, MessageFact fact) {
    return fact instanceof Rerouted ? Uni.createFrom().voidItem() : done(sql, job, fact);
  }

  Uni<Void> refused(Sql sql, Job job, String code) {
    return apply(
        sql,
        job,
        message ->
            NOT_WANTED.equals(code)
                ? null
                : new CarrierRefused(
                    reasons.translate(message.details().carrier(), code), clock.instant()));
  }

  Uni<Void> postponed(Sql sql, Job job) {
    return apply(
            sql, job, message -> message.isUnanswered() ? new NotSubmitted(clock.instant()) : null)
        .chain(() -> smsFallback.keepBack(sql, job));
  }

  Uni<Void> unclear(Sql sql, Job job) {
    return apply(
        sql,
        job,
        message ->
            message.state() == MessageState.SENDING ? new OutcomeUnknown(clock.instant()) : null);
  }

  /** It waited in line for longer than anybody waits for it. */
  Uni<Void> expired(Sql sql, Job job) {
    return end(sql, job, now -> new SendingExpired(reasons.ours(FailureReasons.EXPIRED), now));
  }

  /** It never left, or never arrived, and will not any more. */
  Uni<Void> gaveUp(Sql sql, Job job, JobState state, String reason) {
    String code =
        UNREADABLE.equals(reason) ? FailureReasons.UNREADABLE : FailureReasons.CARRIER_UNREACHABLE;
    return state == JobState.DEAD
        ? end(sql, job, now -> new SendingAbandoned(reasons.ours(code), now))
        : apply(sql, job, message -> new ReceiptOverdue(clock.instant()));
  }

  /** The carrier can be asked once more about it; nothing that was told to have failed is sent. */
  Uni<Void> redriven(Sql sql, TenantId tenant, DeadJob job) {
    return messages
        .lock(sql, tenant, new MessageId(job.subject()))
        .invoke(
            row -> {
              if (!row.asFarAsReadable().isUnconfirmedSubmission()) {
                throw RedriveDeadJob.senseless(
                    "What became of the message has been told. To send it again: POST"
                        + " /api/messages.");
              }
            })
        .replaceWithVoid();
  }

  /** What must not leave any more says so; it has a better reason than having waited. */
  private Uni<Void> end(Sql sql, Job job, Function<Instant, MessageFact> otherwise) {
    Instant now = clock.instant();
    return postponed(sql, job)
        .chain(() -> lock(sql, job))
        .chain(row -> denial(sql, row, now))
        .chain(
            denied -> apply(sql, job, message -> denied != null ? denied : otherwise.apply(now)));
  }

  /** Null while the message may go out at some time, and where nobody can judge it. */
  private Uni<SendingDenied> denial(Sql sql, MessageRow row, Instant now) {
    return row.readable()
        .map(message -> denial(sql, message, now))
        .orElseGet(() -> Uni.createFrom().nullItem());
  }

  private Uni<SendingDenied> denial(Sql sql, Message message, Instant now) {
    MessageDetails details = message.details();
    return objections
        .of(sql, message, now)
        .chain(
            objection ->
                objection.fact() instanceof SendingDenied denied
                    ? verdicts
                        .addAll(
                            sql,
                            objection.verdict(details.tenant(), details.id()).stream().toList())
                        .replaceWith(denied)
                    : Uni.createFrom().nullItem());
  }

  private Uni<Void> apply(Sql sql, Job job, Function<Message, MessageFact> means) {
    return lock(sql, job)
        .chain(
            row -> {
              MessageFact fact = means.apply(row.asFarAsReadable());
              return fact == null
                  ? Uni.createFrom().voidItem()
                  : change.apply(sql, row, fact, null).replaceWithVoid();
            });
  }

  private Uni<MessageRow> lock(Sql sql, Job job) {
    return messages.lock(sql, job.tenant(), new MessageId(job.subject()));
  }
}
