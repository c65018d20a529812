package dev.ramal.messaging.alerting;

import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.jobs.TimerHandler;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.alerting.AlertJobs.Step;
import dev.ramal.messaging.alerting.policy.AlertReceiver;
import dev.ramal.messaging.alerting.policy.EscalationPolicy;
import dev.ramal.messaging.alerting.policy.EscalationPolicyRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes the steps of an organization's policy until somebody acknowledges, or it is over. */
@ApplicationScoped
class TakeSteps implements TimerHandler {
  private final AlertRepository alerts;
  private final EscalationPolicyRepository policies;
  private final TellReceivers receivers;
  private final AlertJobs jobs;
  private final Clock clock;

  TakeSteps(
      AlertRepository alerts,
      EscalationPolicyRepository policies,
      TellReceivers receivers,
      AlertJobs jobs,
      Clock clock) {
    this.alerts = alerts;
    this.policies = policies;
    this.receivers = receivers;
    this.jobs = jobs;
    this.clock = clock;
  }

  @Override
  public JobQueue queue() {
    return AlertJobs.steps();
  }

  @Override
  public Uni<Outcome<String>> weigh(Sql sql, Job job, Outcome<String> outcome) {
    return alerts
        .lock(sql, job.tenant(), job.subject())
        .chain(alert -> take(sql, alert, job))
        .replaceWith(outcome);
  }

  private Uni<Void> take(Sql sql, Optional<AlertRow> found, Job job) {
    Step step = Step.of(job);
    if (found.isEmpty() || !found.get().isWaiting() || found.get().round() != step.round()) {
      return Uni.createFrom().voidItem();
    }
    AlertRow alert = found.get();
    boolean remind = job.kind().equals(AlertJobs.REMIND);
    return remind || alert.nextStep() == step.step()
        ? policies
            .of(sql, alert.tenant())
            .chain(policy -> remind ? remind(sql, alert, policy) : step(sql, alert, policy))
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> remind(Sql sql, AlertRow alert, EscalationPolicy policy) {
    if (alert.reminded() >= policy.reminders() || !policy.tells(alert.severity())) {
      return Uni.createFrom().voidItem();
    }
    AlertRow anew = alert.reminded(clock.instant());
    return step(sql, anew, policy);
  }

  /** The next one of its round of which anybody is on call; behind the last nothing is done. */
  private Uni<Void> step(Sql sql, AlertRow alert, EscalationPolicy policy) {
    int step = alert.nextStep();
    if (step >= policy.steps().size()) {
      return Uni.createFrom().voidItem();
    }
    Instant now = clock.instant();
    List<AlertReceiver> onCall =
        policy.of(step).stream().filter(receiver -> receiver.isOnCall(now)).toList();
    AlertRow taken = alert.step(step + 1);
    if (onCall.isEmpty() && taken.nextStep() < policy.steps().size()) {
      return step(sql, taken, policy);
    }
    return receivers
        .tell(sql, alert, step, onCall)
        .chain(() -> alerts.write(sql, taken))
        .chain(() -> afterwards(sql, taken, policy, step));
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
