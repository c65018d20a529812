package dev.ramal.billing.metering;

import dev.ramal.billing.losses.LossAlerts;
import dev.ramal.billing.metering.UsageSet.Change;
import dev.ramal.kit.consuming.Delivery;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Gathers what is told of a set of usages: events, costs of calls and messages, alerts. */
@ApplicationScoped
class TellUsages {
  private final UsageEvents events;
  private final UnrateableAlerts alerts;
  private final LossAlerts losses;
  private final TellCallCosts callCosts;
  private final TellMessageCosts messageCosts;

  TellUsages(
      UsageEvents events,
      UnrateableAlerts alerts,
      LossAlerts losses,
      TellCallCosts callCosts,
      TellMessageCosts messageCosts) {
    this.events = events;
    this.alerts = alerts;
    this.losses = losses;
    this.callCosts = callCosts;
    this.messageCosts = messageCosts;
  }

  /**
   * What is told of a set.
   *
   * @param events of usages, in order
   * @param causes of what is told of calls and messages
   */
  record Told(List<OutboxEntry> events, CostCauses causes) {
    Told() {
      this(new ArrayList<>(), new CostCauses());
    }
  }

  /**
   * @param delivery that brought the event; null for what the service found by itself
   */
  Told tell(Told told, List<Change> changes, String causation, Delivery delivery) {
    changes.stream()
        .flatMap(change -> events.of(change.key(), change.applied(), causation).stream())
        .map(OutboxEntry::of)
        .forEach(told.events()::add);
    told.causes().note(changes, causation, delivery);
    return told;
  }

  /** All that leaves with the set, the events of usages first. */
  Uni<List<OutboxEntry>> leaving(Sql sql, UsageSet usages, Told told) {
    return Uni.combine()
        .all()
        .unis(
            alerts.of(sql, usages.changes()),
            losses.of(sql, SoldAtALoss.of(usages)),
            callCosts.of(sql, usages, told.causes()))
        .collectFailures()
        .asTuple()
        .map(
            found -> {
              List<OutboxEntry> leaving = new ArrayList<>(told.events());
              leaving.addAll(found.getItem1());
              leaving.addAll(found.getItem2());
              leaving.addAll(found.getItem3());
              leaving.addAll(messageCosts.of(usages, told.causes()));
              return leaving;
            });
  }
}
