package dev.ramal.billing.metering;

import dev.ramal.billing.metering.UsageSet.Change;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.OutboxEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Tells people that usage is without a tariff: once for each set, however many usages it holds. */
@ApplicationScoped
class UnrateableAlerts {
  private static final String SERVICE = "billing-service";
  private static final String TITLE = "Há uso sem tarifa";

  private final Events events;
  private final Clock clock;

  UnrateableAlerts(Events events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  /** Of the organizations of which something became unrateable. */
  List<OutboxEntry> of(Collection<Change> changes) {
    return changes.stream()
        .filter(change -> change.applied().becameUnrateable())
        .map(change -> change.key().tenant())
        .distinct()
        .map(this::raised)
        .toList();
  }

  private OutboxEntry raised(TenantId tenant) {
    AlertRaised alert =
        new AlertRaised(
            UuidV7.next().toString(),
            SERVICE,
            "warning",
            TITLE,
            "Nenhuma tarifa cobre um ou mais usos, que ficam fora da conta. Veja GET"
                + " /api/billing/unrateable, publique a tarifa e chame POST"
                + " /api/billing/unrateable/rerate.",
            null,
            clock.instant());
    return OutboxEntry.of(events.create(tenant, Topics.ALERTS, tenant.value(), null, alert));
  }

  /**
   * None is left.
   *
   * @param at what was told after it is not over
   */
  OutboxEntry resolved(TenantId tenant, Instant at) {
    AlertResolved over = new AlertResolved(SERVICE, TITLE, null, at);
    return OutboxEntry.of(events.create(tenant, Topics.ALERTS, tenant.value(), null, over));
  }
}
