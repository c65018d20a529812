package dev.ramal.calls.inbound;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.InboundProgress.Stage;
import dev.ramal.calls.call.LegState;
import dev.ramal.calls.call.PendingActions;
import dev.ramal.calls.lifecycle.ApplyFacts;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.calls.lifecycle.CallerJobs;
import dev.ramal.calls.lifecycle.CallerJobs.About;
import dev.ramal.events.LegName;
import dev.ramal.events.ReleasingParty;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.JobState;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.jobs.TimerHandler;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Does what a caller waits for: a decision, or what follows from a time that is over.
 *
 * <p>Failure policy: whatever cannot be done is tried again by the job engine as soon as the lease
 * is over; until then the caller waits on. What failed at two attempts is not tried a third time:
 * the caller is taken to the {@link LastResort}.
 */
@ApplicationScoped
class CareForCallers implements TimerHandler {
  /** Somebody is on the line: of a process that has died others take over soon. */
  static final Duration LEASE = Duration.ofSeconds(10);

  /** Whoever gets a place in the queue meanwhile takes a few milliseconds for it. */
  private static final Outcome<String> AGAIN =
      new Outcome.NotNow<>(
          Duration.ZERO, "another caller gets a place in the queue at this moment");

  private final CallRepository calls;
  private final DecideForCaller decide;
  private final ServeQueue queue;
  private final TellPlace places;
  private final FreeCaller stuck;
  private final LastResort lastResort;
  private final ApplyFacts applyFacts;
  private final Clock clock;

  CareForCallers(
      CallRepository calls,
      DecideForCaller decide,
      ServeQueue queue,
      TellPlace places,
      FreeCaller stuck,
      LastResort lastResort,
      ApplyFacts applyFacts,
      Clock clock) {
    this.calls = calls;
    this.decide = decide;
    this.queue = queue;
    this.places = places;
    this.stuck = stuck;
    this.lastResort = lastResort;
    this.applyFacts = applyFacts;
    this.clock = clock;
  }

  @Override
  public JobQueue queue() {
    return JobQueue.named(CallerJobs.QUEUE).lease(LEASE).forgetsEnded();
  }

  /** Here and not later: whoever changes a call locks it before its jobs. */
  @Override
  public Uni<Outcome<String>> weigh(Sql sql, Job job, Outcome<String> outcome) {
    if (job.kind().equals(CallerJobs.SERVE)) {
      return queue.serve(sql, job.tenant(), job.id()).replaceWith(outcome);
    }
    CallId id = CallId.of(job.subject());
    return calls
        .lock(sql, job.tenant(), id)
        .chain(
            call ->
                call.isPresent()
                    ? care(sql, job, call.get(), outcome)
                    : stuck.forget(sql, job.tenant(), id).replaceWith(outcome));
  }

  private Uni<Outcome<String>> care(Sql sql, Job job, Call call, Outcome<String> outcome) {
    if (LastResort.isDue(job)) {
      return lastResort.take(sql, call, job).replaceWith(outcome);
    }
    return job.kind().equals(CallerJobs.DECIDE)
        ? decide.decide(sql, call, job.id(), looks(job)).map(decided -> decided ? outcome : AGAIN)
        : care(sql, job, call).replaceWith(outcome);
  }

  /** One that was left behind by a process has waited for long enough. */
  private static int looks(Job job) {
    return job.state() == JobState.WAITING ? job.attempt() : InboundPlan.MOST_LOOKS;
  }

  private Uni<?> care(Sql sql, Job job, Call call) {
    if (job.kind().equals(CallerJobs.WAIT_OVER)) {
      return decide.endWait(sql, call, job.id());
    }
    if (job.kind().equals(CallerJobs.UNTAKEN)) {
      return decide.endRinging(sql, call, job.id());
    }
    if (job.kind().equals(CallerJobs.RECHECK)) {
      return stuck.free(sql, call, job.id());
    }
    if (job.kind().equals(CallerJobs.TELL_PLACE)) {
      return places.tell(sql, call, Integer.parseInt(job.payload(About.class).about()));
    }
    return over(call, job)
        .<Uni<?>>map(fact -> applyFacts.apply(sql, call, List.of(fact), job.id()))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  private Optional<Fact> over(Call call, Job job) {
    String about = job.payload(About.class).about();
    return switch (job.kind()) {
      case CallerJobs.OFFER_OVER ->
          isRinging(call, LegName.find(about))
              ? Optional.of(OfferCall.over(LegName.find(about), clock.instant()))
              : Optional.empty();
      case CallerJobs.UNSAID ->
          isListening(call) && !call.state().inbound().said().contains(about)
              ? Optional.of(fact(job, LegName.LEAD, new FactBody.Spoken(about, "lost")))
              : Optional.empty();
      case CallerJobs.MESSAGE_OVER ->
          isListening(call)
              ? Optional.of(fact(job, null, new FactBody.HangupAsked(ReleasingParty.SYSTEM)))
              : Optional.empty();
      default -> throw new IllegalStateException("no such job for a caller: " + job.kind());
    };
  }

  private Fact fact(Job job, LegName leg, FactBody body) {
    String about = leg == null ? "" : ":" + job.payload(About.class).about();
    return new Fact("deadline:" + job.kind() + about, leg, null, clock.instant(), null, body);
  }

  private static boolean isRinging(Call call, LegName offer) {
    LegState leg = call.state().leg(offer);
    return call.state().inbound().stage() == Stage.OFFERED
        && leg != null
        && !leg.closed()
        && !leg.answered();
  }

  private static boolean isListening(Call call) {
    return !PendingActions.isEnding(call);
  }
}
