package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.LedgerRepository;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.UsageRecord.Applied;
import dev.ramal.billing.metering.UsageRecord.Transition;
import dev.ramal.billing.metering.UsageRecord.Unrateable;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.tariffs.TariffRepository;
import dev.ramal.kit.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Posts usage to the ledger: what was reported, the entries and the events are one transaction with
 * the inbox row of the event that brought them.
 *
 * <p>Failure policy: a usage is never lost and never charged twice. A fact without a tariff is kept
 * as unrateable and told; a repeated fact finds its record locked, known, and writes nothing, even
 * under another event id and long after the inbox has forgotten the first.
 */
@ApplicationScoped
public class PostUsage {
  private final TariffRepository tariffs;
  private final UsageRecordRepository records;
  private final LedgerRepository ledger;
  private final UsageEvents events;
  private final Outbox outbox;
  private final Clock clock;
  private final MeterRegistry metrics;

  PostUsage(
      TariffRepository tariffs,
      UsageRecordRepository records,
      LedgerRepository ledger,
      UsageEvents events,
      Outbox outbox,
      Clock clock,
      MeterRegistry metrics) {
    this.tariffs = tariffs;
    this.records = records;
    this.ledger = ledger;
    this.events = events;
    this.outbox = outbox;
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * @param causation id of the event that said so
   */
  Uni<Void> post(Mutiny.Session session, List<? extends UsageFact> facts, String causation) {
    if (facts.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return tariffs
        .rates(session)
        .chain(
            rates -> {
              Uni<Void> all = Uni.createFrom().voidItem();
              for (UsageFact fact : facts) {
                all = all.chain(() -> post(session, fact, rates, causation));
              }
              return all;
            });
  }

  /** Rates again, with the tariffs of now, what could not be rated; answers whether it now is. */
  Uni<Boolean> rerate(Mutiny.Session session, UsageKey key, String causation) {
    return tariffs
        .rates(session)
        .chain(
            rates ->
                change(session, key, causation, (record, posting) -> record.rerate(rates, posting)))
        .map(
            transition ->
                transition instanceof Applied applied && !(applied.next() instanceof Unrateable));
  }

  private Uni<Void> post(
      Mutiny.Session session, UsageFact fact, RateUsage rates, String causation) {
    return change(
            session, fact.key(), causation, (record, posting) -> record.apply(fact, rates, posting))
        .replaceWithVoid();
  }

  private Uni<Transition> change(
      Mutiny.Session session,
      UsageKey key,
      String causation,
      BiFunction<UsageRecord, LedgerPosting, Transition> machine) {
    return records
        .lock(session, key)
        .map(record -> machine.apply(record, new LedgerPosting(key, causation, clock.instant())))
        .call(
            transition ->
                transition instanceof Applied applied
                    ? write(session, key, applied, causation)
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> write(Mutiny.Session session, UsageKey key, Applied applied, String causation) {
    return ledger
        .append(session, applied.entries())
        .chain(() -> records.save(session, key, applied.next()))
        .chain(() -> outbox.appendAll(session, events.of(key, applied, causation)))
        .invoke(() -> count(applied));
  }

  private void count(Applied applied) {
    applied
        .entries()
        .forEach(e -> metrics.counter("ramal.billing.lines", "kind", e.kind().wire()).increment());
    if (applied.becameUnrateable()) {
      metrics.counter("ramal.billing.unrateable").increment();
    }
  }
}
