package dev.ramal.messaging.alerting;

import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.jobs.TimerHandler;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.alerting.AlertJobs.Step;
import dev.ramal.messaging.alerting.policy.EscalationPolicy;
import dev.ramal.messaging.alerting.policy.EscalationPolicyRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Takes the steps of an organization's policy until somebody acknowledges, or it is over. */
@ApplicationScoped
class TakeSteps implements TimerHandler {
  private static final Uni<Duration> NOT_AT_ALL = Uni.createFrom().item(Duration.ZERO);

  private final AlertRepository alerts;
  private final EscalationPolicyRepository policies;
  private final TellReceivers receivers;
  private final HearDeliveries deliveries;
  private final AlertJobs jobs;
  private final Clock clock;

  TakeSteps(
      AlertRepository alerts,
      EscalationPolicyRepository policies,
      TellReceivers receivers,
      HearDeliveries deliveries,
      AlertJobs jobs,
      Clock clock) {
    this.alerts = alerts;
    this.policies = policies;
    this.receivers = receivers;
    this.deliveries = deliveries;
    this.jobs = jobs;
    this.clock = clock;
  }

  @Override
  public JobQueue queue() {
    return AlertJobs.steps();
  }

  @Override
  public Uni<Outcome<String>> weigh(Sql sql, Job job, Outcome<String> outcome) {
    if (job.kind().equals(AlertJobs.HEAR)) {
      return deliveries.hear(sql, job).replaceWith(outcome);
    }
    return alerts
        .lock(sql, job.tenant(), job.subject())
        .chain(alert -> take(sql, alert, job))
        .map(
            wait ->
                wait.isZero() ? outcome : new Outcome.NotNow<String>(wait, "nobody is on call"));
  }

  /** For how long the job waits: zero when it took its step, or when nobody waits for that. */
  private Uni<Duration> take(Sql sql, Optional<AlertRow> found, Job job) {
    Step step = Step.of(job);
    if (found.isEmpty() || !found.get().isWaiting() || found.get().round() != step.round()) {
      return NOT_AT_ALL;
    }
    AlertRow alert = found.get();
    boolean remind = job.kind().equals(AlertJobs.REMIND);
    return remind || alert.nextStep() == step.step()
        ? policies
            .of(sql, alert.tenant())
            .chain(policy -> remind ? remind(sql, alert, policy) : step(sql, alert, policy))
        : NOT_AT_ALL;
  }

  private Uni<Duration> remind(Sql sql, AlertRow alert, EscalationPolicy policy) {
    if (alert.reminded() >= policy.reminders() || !policy.tells(alert.severity())) {
      return NOT_AT_ALL;
    }
    AlertRow anew = alert.reminded(clock.instant());
    return step(sql, anew, policy);
  }

  /**
   * The next one of its round of which anybody is on call; behind the last nothing is done. A round
   * begins with somebody: it waits, and uses up no reminder, while nobody of any step is on call.
   */
  private Uni<Duration> step(Sql sql, AlertRow alert, EscalationPolicy policy) {
    int last = policy.steps().size() - 1;
    if (alert.nextStep() > last) {
      return NOT_AT_ALL;
    }
    Instant now = clock.instant();
    OptionalInt onCall = policy.stepOnCall(alert.nextStep(), now);
    if (onCall.isEmpty() && alert.nextStep() == 0) {
      return Uni.createFrom().item(policy.untilOnCall(now));
    }
    int step = onCall.orElse(last);
    AlertRow taken = alert.step(step + 1, now);
    return receivers
        .tell(sql, alert, step, policy.onCall(step, now))
        .chain(() -> alerts.write(sql, taken))
        .chain(() -> afterwards(sql, taken, policy, step))
        .replaceWith(Duration.ZERO);
  }

  private Uni<Void> afterwards(Sql sql, AlertRow alert, EscalationPolicy policy, int step) {
    Step next = new Step(alert.round(), step + 1);
    boolean last = next.step() == policy.steps().size();
    if (last) {
      return alert.reminded() < policy.reminders()
          ? jobs.step(sql, alert, AlertJobs.REMIND, next, untilRepeat(alert, policy))
          : Uni.createFrom().voidItem();
    }
    return jobs.step(sql, alert, AlertJobs.STEP, next, policy.steps().get(step).patience());
  }

  /** Whoever is told last has the time of that step as well. */
  private Duration untilRepeat(AlertRow alert, EscalationPolicy policy) {
    Duration wait = policy.steps().get(policy.steps().size() - 1).patience();
    Duration quiet = Duration.between(clock.instant(), alert.toldAt().plus(policy.repeat()));
    return quiet.compareTo(wait) > 0 ? quiet : wait;
  }
}
