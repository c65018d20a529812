package dev.ramal.messaging.alerting;

import dev.ramal.events.TenantId;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.alerting.AlertJobs.Step;
import dev.ramal.messaging.alerting.policy.AlertingConfig;
import dev.ramal.messaging.alerting.policy.EscalationPolicy;
import dev.ramal.messaging.alerting.policy.EscalationPolicyRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * What the same service raises with the same title about the same subject is one alert until it is
 * over; whether people are told of it once more is decided here.
 */
@ApplicationScoped
class RaiseAlert {
  /**
   * The topic keeps a week: whoever begins to read it, or reads it anew, would open what was over
   * long ago. Who stood still for longer than this misses what was raised meanwhile.
   */
  private static final Duration STALE = Duration.ofHours(24);

  private static final Logger LOG = Logger.getLogger(RaiseAlert.class);

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

  /** Nothing when it is over already, or was raised long ago. */
  Uni<Void> raise(Sql sql, TenantId tenant, AlertRaised raised) {
    if (raised.raisedAt().isBefore(clock.instant().minus(STALE))) {
      LOG.infof(
          "tenant=%s service=%s left out what was raised at %s: %s",
          tenant, raised.service(), raised.raisedAt(), raised.title());
      return Uni.createFrom().voidItem();
    }
    return policies
        .of(sql, tenant)
        .chain(
            policy ->
                alerts
                    .open(sql, tenant, raised, clock.instant().minus(policy.repeat()))
                    .chain(
                        found ->
                            found.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : count(sql, found.get(), raised, policy)));
  }

  private Uni<Void> count(Sql sql, AlertRow before, AlertRaised raised, EscalationPolicy policy) {
    Instant now = clock.instant();
    AlertRow after = before.raised(raised, policy, config.acknowledgedFor(), now);
    return alerts
        .write(sql, after)
        .chain(
            () ->
                after.round() == before.round()
                    ? Uni.createFrom().voidItem()
                    : jobs.step(
                        sql,
                        after,
                        AlertJobs.STEP,
                        new Step(after.round(), 0),
                        after.firstStepIn(policy, now)));
  }
}
