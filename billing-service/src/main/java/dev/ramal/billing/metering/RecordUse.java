package dev.ramal.billing.metering;

import dev.ramal.billing.BillingClock;
import dev.ramal.billing.ledger.LedgerRepository;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.tariffs.PriceList;
import dev.ramal.billing.tariffs.TariffRepository;
import dev.ramal.kit.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Takes facts into the ledger: what was heard, the lines and the events are one transaction with
 * the inbox row of the event that brought them.
 *
 * <p>Failure policy: a use is never lost and never charged twice. A fact without a tariff is kept
 * as unrateable and told; a repeated fact finds its use locked, known, and writes nothing, even
 * under another event id and long after the inbox has forgotten the first.
 */
@ApplicationScoped
public class RecordUse {
  private final TariffRepository tariffs;
  private final MeteredUseRepository uses;
  private final LedgerRepository ledger;
  private final UsageEvents events;
  private final Outbox outbox;
  private final BillingClock clock;
  private final MeterRegistry metrics;

  RecordUse(
      TariffRepository tariffs,
      MeteredUseRepository uses,
      LedgerRepository ledger,
      UsageEvents events,
      Outbox outbox,
      BillingClock clock,
      MeterRegistry metrics) {
    this.tariffs = tariffs;
    this.uses = uses;
    this.ledger = ledger;
    this.events = events;
    this.outbox = outbox;
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * @param causation id of the event that said so
   */
  Uni<Void> record(Mutiny.Session session, List<? extends UseFact> facts, String causation) {
    if (facts.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return tariffs
        .priceList(session)
        .map(RecordUse::settling)
        .chain(
            settle -> {
              Uni<Void> all = Uni.createFrom().voidItem();
              for (UseFact fact : facts) {
                all = all.chain(() -> hear(session, settle, fact, causation));
              }
              return all;
            });
  }

  /** Settles again, with the tariffs of now, what could not be rated. */
  Uni<Boolean> again(Mutiny.Session session, UsageKey key, String causation) {
    return tariffs
        .priceList(session)
        .map(RecordUse::settling)
        .chain(
            settle ->
                uses.lock(session, key)
                    .chain(
                        use -> {
                          if (!use.isUnrateable()) {
                            return Uni.createFrom().item(false);
                          }
                          Settlement settlement = settle.settle(key, use, causation, clock.now());
                          return write(session, key, settlement, causation)
                              .replaceWith(!settlement.use().isUnrateable());
                        }));
  }

  private Uni<Void> hear(Mutiny.Session session, SettleUse settle, UseFact fact, String causation) {
    return uses.lock(session, fact.key())
        .chain(
            use ->
                settle
                    .hear(use, fact, causation, clock.now())
                    .map(settlement -> write(session, fact.key(), settlement, causation))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  private Uni<Void> write(
      Mutiny.Session session, UsageKey key, Settlement settlement, String causation) {
    return ledger
        .append(session, settlement.entries())
        .chain(() -> uses.save(session, key, settlement.use()))
        .chain(() -> outbox.appendAll(session, events.of(key, settlement, causation)))
        .invoke(() -> count(settlement));
  }

  private void count(Settlement settlement) {
    settlement
        .entries()
        .forEach(e -> metrics.counter("ramal.billing.lines", "kind", e.kind().wire()).increment());
    if (settlement.becameUnrateable()) {
      metrics.counter("ramal.billing.unrateable").increment();
    }
  }

  private static SettleUse settling(PriceList prices) {
    return new SettleUse(new RateUsage(prices.tariffs(), prices.exchange()), prices.exchange());
  }
}
