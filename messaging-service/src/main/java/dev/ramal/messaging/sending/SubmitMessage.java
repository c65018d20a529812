package dev.ramal.messaging.sending;

import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.DeadJob;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.JobSetHandler;
import dev.ramal.kit.jobs.JobState;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.jobs.RedriveDeadJob;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransaction;
import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.carrier.MessageCarrier.Submitted;
import dev.ramal.messaging.carrier.MessageCarriers;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.lifecycle.MessageRow;
import dev.ramal.messaging.lifecycle.MessageSet;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageFact;
import dev.ramal.messaging.message.MessageFact.CarrierAccepted;
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
import dev.ramal.messaging.routing.SenderPause;
import dev.ramal.messaging.sending.BeginSubmission.Begun;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Submits one message to its carrier, once, and records what came of it.
 *
 * <p>Any word of the carrier about the message, by callback too, is stronger than what we conclude
 * from our own request: the outcome is then {@code Done} without a fact.
 */
@ApplicationScoped
class SubmitMessage implements JobSetHandler<MessageFact> {
  /** Code of our own for a message that must not leave, or need not any more. */
  private static final String NOT_WANTED = "not-wanted";

  /** When one comes again of which the database did not say whether it is marked. */
  private static final Duration UNMARKED = Duration.ofSeconds(5);

  private static final Logger LOG = Logger.getLogger(SubmitMessage.class);

  private final SubmissionQueue submissions;
  private final BeginSubmission beginSubmission;
  private final ResolveUnknownSubmission resolveUnknownSubmission;
  private final MessageCarriers carriers;
  private final FailOver failOver;
  private final Objections objections;
  private final MessageVerdicts verdicts;
  private final SmsFallback smsFallback;
  private final MessageRepository messages;
  private final ChangeMessage change;
  private final FailureReasons reasons;
  private final Clock clock;

  SubmitMessage(
      SubmissionQueue submissions,
      BeginSubmission beginSubmission,
      ResolveUnknownSubmission resolveUnknownSubmission,
      MessageCarriers carriers,
      FailOver failOver,
      Objections objections,
      MessageVerdicts verdicts,
      SmsFallback smsFallback,
      MessageRepository messages,
      ChangeMessage change,
      FailureReasons reasons,
      Clock clock) {
    this.submissions = submissions;
    this.beginSubmission = beginSubmission;
    this.resolveUnknownSubmission = resolveUnknownSubmission;
    this.carriers = carriers;
    this.failOver = failOver;
    this.objections = objections;
    this.verdicts = verdicts;
    this.smsFallback = smsFallback;
    this.messages = messages;
    this.change = change;
    this.reasons = reasons;
    this.clock = clock;
  }

  @Override
  public JobQueue queue() {
    return submissions.queue();
  }

  /**
   * Whether the mark was committed may be unknown, as when the connection ends with the commit.
   * Nothing has left then: it is taken back, or found not to be there, when that is stored.
   */
  @Override
  public Uni<Outcome<MessageFact>> run(Job job) {
    return beginSubmission
        .begin(job)
        .onItemOrFailure()
        .transformToUni(
            (begun, failure) -> {
              if (failure != null) {
                LOG.warnf(
                    "tenant=%s message=%s was not marked and is tried again: %s",
                    job.tenant(), job.subject(), failure);
                Outcome<MessageFact> again =
                    new Outcome.NotNow<>(UNMARKED, "it could not be marked");
                return item(again);
              }
              return begun.message() == null
                  ? item(notSubmitted(begun))
                  : inTurn(begun).chain(() -> submit(job, begun.message().details()));
            });
  }

  private Outcome<MessageFact> notSubmitted(Begun begun) {
    if (begun.turn() != null) {
      return new Outcome.Throttled<>(begun.turn().in(), SenderPause.NOT_ITS_TURN);
    }
    return begun.heldUntil() == null
        ? new Outcome.Refused<>(NOT_WANTED, "it must not leave, or has left")
        : new Outcome.NotNow<>(
            Duration.between(clock.instant(), begun.heldUntil()), "it is held until then");
  }

  /** Waits until the message's sender may let it pass. */
  private static Uni<Void> inTurn(Begun begun) {
    Uni<Void> now = Uni.createFrom().voidItem();
    return begun.turn() == null || begun.turn().in().isZero()
        ? now
        : now.onItem().delayIt().by(begun.turn().in());
  }

  @Override
  public Uni<Outcome<MessageFact>> ask(Job job) {
    return resolveUnknownSubmission.resolve(job);
  }

  @Override
  public Uni<Outcome<MessageFact>> weigh(Sql sql, Job job, Outcome<MessageFact> outcome) {
    boolean ours =
        isMoved(outcome)
            || !(outcome instanceof Outcome.Done || outcome instanceof Outcome.Refused);
    return lock(sql, job)
        .map(MessageRow::message)
        .map(
            message ->
                ours && !message.state().isStillHere() && !message.isUnanswered()
                    ? new Outcome.Done<>(null)
                    : outcome);
  }

  @Override
  public Uni<Void> done(Sql sql, Job job, MessageFact fact) {
    return fact instanceof Rerouted moved
        ? lock(sql, job)
            .chain(row -> failOver.move(sql, job, row, moved))
            .chain(() -> smsFallback.keepBack(sql, job))
        : apply(sql, job, message -> fact);
  }

  /** That a carrier has it is all that can be said of most messages. */
  @Override
  public boolean isForSets(MessageFact fact) {
    return fact instanceof CarrierAccepted;
  }

  @Override
  public Uni<Void> doneAll(SqlTransaction sql, List<Taken<MessageFact>> taken, Uni<Void> conclude) {
    List<RowKey> keys =
        taken.stream().map(one -> RowKey.of(one.job().tenant(), one.job().subject())).toList();
    return Uni.combine()
        .all()
        .unis(messages.lockAll(sql, keys, List.of()), conclude)
        .collectFailures()
        .with((set, concluded) -> set)
        .invoke(
            set -> {
              taken.forEach(one -> change.apply(set, row(set, one.job()), one.result(), null));
              sql.withCommit(change.write(sql, set));
            })
        .replaceWithVoid();
  }

  private static MessageRow row(MessageSet set, Job job) {
    return set.find(job.tenant(), new MessageId(job.subject()));
  }

  /** Another attempt has gone on: what this one concluded about its account is of no use. */
  @Override
  public Uni<Void> doneLate(Sql sql, Job job, MessageFact fact) {
    return fact instanceof Rerouted ? Uni.createFrom().voidItem() : done(sql, job, fact);
  }

  @Override
  public Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    return apply(
        sql,
        job,
        message ->
            NOT_WANTED.equals(code)
                ? null
                : new CarrierRefused(
                    reasons.translate(message.details().carrier(), code), clock.instant()));
  }

  @Override
  public Uni<Void> postponed(Sql sql, Job job, String reason) {
    return apply(
            sql, job, message -> message.isUnanswered() ? new NotSubmitted(clock.instant()) : null)
        .chain(() -> smsFallback.keepBack(sql, job));
  }

  @Override
  public Uni<Void> unclear(Sql sql, Job job, String reason) {
    return apply(
        sql,
        job,
        message ->
            message.state() == MessageState.SENDING ? new OutcomeUnknown(clock.instant()) : null);
  }

  /** It waited in line for longer than anybody waits for it. */
  @Override
  public Uni<Void> expired(Sql sql, Job job, String reason) {
    return end(sql, job, now -> new SendingExpired(reasons.ours(FailureReasons.EXPIRED), now));
  }

  @Override
  public Uni<Void> gaveUp(Sql sql, Job job, JobState state, String reason) {
    return state == JobState.DEAD
        ? abandon(sql, job)
        : apply(sql, job, message -> new ReceiptOverdue(clock.instant()));
  }

  /** The carrier can be asked once more about it; nothing that was told to have failed is sent. */
  @Override
  public Uni<Void> redriven(Sql sql, TenantId tenant, DeadJob job) {
    return messages
        .lock(sql, tenant, new MessageId(job.subject()))
        .invoke(
            row -> {
              if (!row.message().isUnconfirmedSubmission()) {
                throw RedriveDeadJob.senseless(
                    "What became of the message has been told. To send it again: POST"
                        + " /api/messages.");
              }
            })
        .replaceWithVoid();
  }

  /** It never left, or never arrived, and will not any more. */
  private Uni<Void> abandon(Sql sql, Job job) {
    return end(
        sql,
        job,
        now -> new SendingAbandoned(reasons.ours(FailureReasons.CARRIER_UNREACHABLE), now));
  }

  /** What must not leave any more says so; it has a better reason than having waited. */
  private Uni<Void> end(Sql sql, Job job, Function<Instant, MessageFact> otherwise) {
    Instant now = clock.instant();
    return postponed(sql, job, null)
        .chain(() -> lock(sql, job))
        .chain(row -> denial(sql, row.message(), now))
        .chain(
            denied -> apply(sql, job, message -> denied != null ? denied : otherwise.apply(now)));
  }

  /** Null while the message may go out at some time. */
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

  private Uni<Outcome<MessageFact>> submit(Job job, MessageDetails details) {
    if (!job.mayStillLeave(clock)) {
      return item(new Outcome.NotTaken<>("marking it took too long"));
    }
    return failOver
        .beforehand(job, details)
        .chain(moved -> moved == null ? handOver(job, details) : item(new Outcome.Done<>(moved)));
  }

  private Uni<Outcome<MessageFact>> handOver(Job job, MessageDetails details) {
    return carriers
        .submit(details, job.leaveBefore())
        .invoke(
            reply ->
                LOG.infof(
                    "tenant=%s message=%s carrier=%s answered %s",
                    details.tenant(),
                    details.id(),
                    details.carrier().wire(),
                    reply.getClass().getSimpleName()))
        .chain(reply -> failOver.afterwards(job, details, reply, outcome(reply)));
  }

  private Outcome<MessageFact> outcome(CarrierReply<Submitted> reply) {
    boolean notNow =
        reply instanceof CarrierReply.Throttled<Submitted> throttled
            && throttled.retryAfter() == null;
    if (reply.neverLeft()) {
      return new Outcome.NotTaken<>("no connection to the carrier");
    }
    return notNow
        ? new Outcome.NotTaken<>("the carrier takes nothing now")
        : reply.outcome(
            taken ->
                new CarrierAccepted(taken.carrierMessageId(), taken.segments(), clock.instant()));
  }

  private static boolean isMoved(Outcome<MessageFact> outcome) {
    return outcome instanceof Outcome.Done<MessageFact> done && done.result() instanceof Rerouted;
  }

  private Uni<Void> apply(Sql sql, Job job, Function<Message, MessageFact> means) {
    return lock(sql, job)
        .chain(
            row -> {
              MessageFact fact = means.apply(row.message());
              return fact == null
                  ? Uni.createFrom().voidItem()
                  : change.apply(sql, row, fact, null).replaceWithVoid();
            });
  }

  private Uni<MessageRow> lock(Sql sql, Job job) {
    return messages.lock(sql, job.tenant(), new MessageId(job.subject()));
  }

  private static <T> Uni<T> item(T value) {
    return Uni.createFrom().item(value);
  }
}
