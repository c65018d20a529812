package dev.ramal.messaging.sending;

import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.DeadJob;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.JobSetHandler;
import dev.ramal.kit.jobs.JobState;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransaction;
import dev.ramal.messaging.carrier.MessageCarrier.Submitted;
import dev.ramal.messaging.carrier.MessageCarriers;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageFact;
import dev.ramal.messaging.message.MessageFact.CarrierAccepted;
import dev.ramal.messaging.routing.SenderPause;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Submits one message to its carrier, once. What follows from the outcome is {@link
 * SettleSubmission}'s.
 */
@ApplicationScoped
class SubmitMessage implements JobSetHandler<MessageFact> {
  private static final Logger LOG = Logger.getLogger(SubmitMessage.class);

  private static final Duration SOON = Duration.ofSeconds(1);

  private final SubmissionQueue submissions;
  private final BeginSubmission beginSubmission;
  private final ResolveUnknownSubmission resolveUnknownSubmission;
  private final SettleSubmission settle;
  private final SenderPace pace;
  private final MessageCarriers carriers;
  private final FailOver failOver;
  private final Clock clock;

  SubmitMessage(
      SubmissionQueue submissions,
      BeginSubmission beginSubmission,
      ResolveUnknownSubmission resolveUnknownSubmission,
      SettleSubmission settle,
      SenderPace pace,
      MessageCarriers carriers,
      FailOver failOver,
      Clock clock) {
    this.submissions = submissions;
    this.beginSubmission = beginSubmission;
    this.resolveUnknownSubmission = resolveUnknownSubmission;
    this.settle = settle;
    this.pace = pace;
    this.carriers = carriers;
    this.failOver = failOver;
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
                return item(notMarked(job, failure));
              }
              return begun.isLeaving()
                  ? pace.inTurn(
                          begun.turn(),
                          () -> submit(job, begun.message().details()),
                          SubmitMessage::unanswered)
                      .onTermination()
                      .invoke(() -> beginSubmission.ended(begun))
                  : item(notSubmitted(job, begun));
            });
  }

  /**
   * Neither an attempt nor the wait counts; the waits grow, so that nothing comes again for ever.
   */
  private Outcome<MessageFact> notMarked(Job job, Throwable failure) {
    Duration wait = queue().backoff().after(job.attempt());
    LOG.warnf(
        "tenant=%s message=%s was not marked and is tried again in %s: %s",
        job.tenant(), job.subject(), wait, failure);
    return new Outcome.NotNow<>(wait, "it could not be marked");
  }

  private Outcome<MessageFact> notSubmitted(Job job, BegunSubmission begun) {
    if (begun.unreadable()) {
      LOG.warnf(
          "tenant=%s message=%s %s", job.tenant(), job.subject(), SettleSubmission.UNREADABLE);
      return new Outcome.NotTaken<>(SettleSubmission.UNREADABLE);
    }
    if (begun.turn() != null) {
      return new Outcome.Throttled<>(begun.turn().again(), SenderPause.NOT_ITS_TURN);
    }
    return begun.heldUntil() == null
        ? new Outcome.Refused<>(SettleSubmission.NOT_WANTED, "it must not leave, or has left")
        : new Outcome.NotNow<>(
            Duration.between(clock.instant(), begun.heldUntil()), "it is held until then");
  }

  /** Its sender waits with all that it has, in the database. */
  private static Outcome<MessageFact> unanswered() {
    return new Outcome.Throttled<>(SOON, SenderPause.UNANSWERED);
  }

  private Uni<Outcome<MessageFact>> submit(Job job, MessageDetails details) {
    if (!job.mayStillLeave(clock)) {
      return item(new Outcome.NotNow<>(SOON, "marking it, or its turn, took too long"));
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

  @Override
  public Uni<Outcome<MessageFact>> ask(Job job) {
    return resolveUnknownSubmission.resolve(job);
  }

  @Override
  public Uni<Outcome<MessageFact>> weigh(Sql sql, Job job, Outcome<MessageFact> outcome) {
    return settle.weigh(sql, job, outcome);
  }

  @Override
  public Uni<Void> done(Sql sql, Job job, MessageFact fact) {
    return settle.done(sql, job, fact);
  }

  /** That a carrier has it is all that can be said of most messages. */
  @Override
  public boolean isForSets(MessageFact fact) {
    return fact instanceof CarrierAccepted;
  }

  @Override
  public Uni<Void> doneAll(SqlTransaction sql, List<Taken<MessageFact>> taken, Uni<Void> conclude) {
    return settle.doneAll(sql, taken, conclude);
  }

  @Override
  public Uni<Void> doneLate(Sql sql, Job job, MessageFact fact) {
    return settle.doneLate(sql, job, fact);
  }

  @Override
  public Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    return settle.refused(sql, job, code);
  }

  @Override
  public Uni<Void> postponed(Sql sql, Job job, String reason) {
    return settle.postponed(sql, job);
  }

  @Override
  public Uni<Void> unclear(Sql sql, Job job, String reason) {
    return settle.unclear(sql, job);
  }

  @Override
  public Uni<Void> expired(Sql sql, Job job, String reason) {
    return settle.expired(sql, job);
  }

  @Override
  public Uni<Void> gaveUp(Sql sql, Job job, JobState state, String reason) {
    return settle.gaveUp(sql, job, state, reason);
  }

  @Override
  public Uni<Void> redriven(Sql sql, TenantId tenant, DeadJob job) {
    return settle.redriven(sql, tenant, job);
  }

  private static <T> Uni<T> item(T value) {
    return Uni.createFrom().item(value);
  }
}
