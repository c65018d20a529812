package dev.ramal.messaging.alerting;

import dev.ramal.events.TenantId;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.alerting.AlertJobs.Step;
import dev.ramal.messaging.alerting.policy.AlertingConfig;
import dev.ramal.messaging.alerting.policy.EscalationPolicyRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/**
 * What the same service raises with the same title about the same subject is one alert until it is
 * over; whether people are told of it once more is decided here.
 */
@ApplicationScoped
class RaiseAlert {
  private final AlertRepository alerts;
  private final EscalationPolicyRepository policies;
  private final AlertJobs jobs;
  private final AlertingConfig config;
  private final Clock clock;

  RaiseAlert(
      AlertRepository alerts,
      EscalationPolicyRepository policies,
      AlertJobs jobs,
      AlertingConfig config,
      Clock clock) {
    this.alerts = alerts;
    this.policies = policies;
    this.jobs = jobs;
    this.config = config;
    this.clock = clock;
  }

  /** Nothing when it is over already. */
  Uni<Void> raise(Sql sql, TenantId tenant, AlertRaised raised) {
    return alerts
        .open(sql, tenant, raised)
        .chain(
            found ->
                found.isEmpty() ? Uni.createFrom().voidItem() : count(sql, found.get(), raised));
  }

  private Uni<Void> count(Sql sql, AlertRow before, AlertRaised raised) {
    return policies
        .of(sql, before.tenant())
        .map(policy -> before.raised(raised, policy, config.acknowledgedFor(), clock.instant()))
        .call(after -> alerts.write(sql, after))
        .chain(
            after ->
                after.round() == before.round()
                    ? Uni.createFrom().voidItem()
                    : jobs.step(
                        sql, after, AlertJobs.STEP, new Step(after.round(), 0), Duration.ZERO));
  }
}
