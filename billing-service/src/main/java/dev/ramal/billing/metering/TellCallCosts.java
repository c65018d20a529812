package dev.ramal.billing.metering;

import dev.ramal.events.Topics;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Tells what calls cost now, whole, once for each call of a set: one statement more for all of
 * them, in the transaction that posts their entries. The key is the call, so that one's costs come
 * in order and calls of one organization need not wait for each other.
 *
 * <p>Failure policy: what is told of a call is written with the entries that changed it, or neither
 * is. Whoever hears twice, late or in another order keeps the highest version.
 */
@ApplicationScoped
class TellCallCosts {
  private final SummedCallRepository costs;
  private final Events events;
  private final Clock clock;

  TellCallCosts(SummedCallRepository costs, Events events, Clock clock) {
    this.costs = costs;
    this.events = events;
    this.clock = clock;
  }

  /** Of the calls that a set of usages changes. */
  Uni<List<OutboxEntry>> of(Sql sql, UsageSet usages, CostCauses causes) {
    List<CallCostChange> changes = CallCostChange.of(usages);
    if (changes.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    Instant now = clock.instant();
    return costs
        .add(sql, changes, now)
        .map(
            found ->
                found.stream()
                    .map(cost -> causes.traced(cost.call(), cause -> entry(cost, cause, now)))
                    .toList());
  }

  private OutboxEntry entry(SummedCall cost, String causation, Instant now) {
    return OutboxEntry.of(
        events.create(
            cost.call().tenant(),
            Topics.BILLING,
            cost.call().callId(),
            causation,
            cost.event(now)));
  }
}
