package dev.ramal.messaging.alerting;

import dev.ramal.events.TenantId;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.alerting.policy.EscalationPolicyRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Somebody takes care of an alert, or it is over: nobody else is told then. */
@ApplicationScoped
class EndAlert {
  private final AlertRepository alerts;
  private final TellReceivers receivers;
  private final EscalationPolicyRepository policies;
  private final Clock clock;

  EndAlert(
      AlertRepository alerts,
      TellReceivers receivers,
      EscalationPolicyRepository policies,
      Clock clock) {
    this.alerts = alerts;
    this.receivers = receivers;
    this.policies = policies;
    this.clock = clock;
  }

  /** Whoever is first stays the one; empty when there is no such alert. */
  Uni<Optional<AlertRow>> acknowledge(Sql sql, TenantId tenant, String id, String userId) {
    return alerts
        .acknowledge(sql, tenant, id, clock.instant(), userId)
        .chain(changed -> follow(sql, tenant, changed, AlertNews.ACKNOWLEDGED))
        .chain(() -> alerts.find(sql, tenant, id));
  }

  /** The same. */
  Uni<Optional<AlertRow>> resolve(Sql sql, TenantId tenant, String id, String userId) {
    return alerts
        .resolve(sql, tenant, id, clock.instant(), userId)
        .chain(changed -> follow(sql, tenant, changed, AlertNews.RESOLVED))
        .chain(() -> alerts.find(sql, tenant, id));
  }

  /** By the word of whoever raised it. */
  Uni<Void> end(Sql sql, TenantId tenant, AlertResolved over) {
    return alerts
        .end(sql, tenant, over)
        .chain(changed -> follow(sql, tenant, changed, AlertNews.RESOLVED));
  }

  private Uni<Void> follow(Sql sql, TenantId tenant, Optional<AlertRow> changed, AlertNews news) {
    return changed.isEmpty()
        ? Uni.createFrom().voidItem()
        : policies
            .of(sql, tenant)
            .chain(policy -> receivers.follow(sql, changed.get(), news, policy));
  }
}
