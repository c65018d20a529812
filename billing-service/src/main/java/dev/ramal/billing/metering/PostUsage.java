package dev.ramal.billing.metering;

import dev.ramal.billing.budgets.WatchBudgets;
import dev.ramal.billing.ledger.EntryOrigin;
import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.ledger.LedgerRepository;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.LoadUsages.Loaded;
import dev.ramal.billing.metering.TellUsages.Told;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.metering.UsageSet.Change;
import dev.ramal.kit.consuming.Delivery;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.tenancy.Sql;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Posts usage to the ledger, a set of events at a time: loads the usages that they speak of,
 * applies the facts in memory, and writes records, events and entries with one statement each, in
 * the transaction that also has the inbox rows.
 *
 * <p>Failure policy: a usage is never lost and never charged twice. A fact without a tariff is kept
 * as unrateable and told; a repeated fact finds its record locked, known, and writes nothing, even
 * under another event id and long after the inbox has forgotten the first. An event that cannot be
 * applied leaves the set and takes nothing with it.
 */
@ApplicationScoped
public class PostUsage {
  private final LoadUsages loading;
  private final UsageRecordRepository records;
  private final LedgerRepository ledger;
  private final TellUsages telling;
  private final WatchBudgets budgets;
  private final Outbox outbox;
  private final MeterProvider<Counter> lines;
  private final Counter unrateable;

  PostUsage(
      LoadUsages loading,
      UsageRecordRepository records,
      LedgerRepository ledger,
      TellUsages telling,
      WatchBudgets budgets,
      Outbox outbox,
      MeterRegistry metrics) {
    this.loading = loading;
    this.records = records;
    this.ledger = ledger;
    this.telling = telling;
    this.budgets = budgets;
    this.outbox = outbox;
    this.lines =
        Counter.builder("ramal.billing.lines")
            .description("Entries of the ledger, by kind")
            .withRegistry(metrics);
    this.unrateable =
        Counter.builder("ramal.billing.unrateable")
            .description("Usages that no tariff covers")
            .register(metrics);
  }

  /**
   * @param facts what an event says of usages; nothing for one that says nothing of them
   */
  Uni<Void> post(
      Sql sql,
      List<Delivery> deliveries,
      Function<ReceivedEvent, List<? extends UsageFact>> facts) {
    List<Report> reports = reports(deliveries, facts);
    Set<UsageKey> keys =
        reports.stream()
            .flatMap(report -> report.facts().stream())
            .map(UsageFact::key)
            .collect(Collectors.toSet());
    if (keys.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<Used> used =
        reports.stream()
            .flatMap(report -> report.facts().stream())
            .filter(Used.class::isInstance)
            .map(Used.class::cast)
            .toList();
    return loading
        .load(sql, keys, used)
        .chain(
            loaded -> {
              Told told = new Told();
              reports.forEach(report -> apply(loaded.usages(), report, told));
              return write(sql, loaded, told);
            });
  }

  /**
   * Posts what the service itself has found to be used.
   *
   * @param causation what led to it; never null
   */
  public Uni<Void> report(Sql sql, List<Used> used, String causation) {
    if (used.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return loading
        .load(sql, used.stream().map(Used::key).collect(Collectors.toSet()), used)
        .chain(
            loaded -> {
              Told told = new Told();
              used.forEach(
                  one ->
                      telling.tell(
                          told,
                          loaded.usages().apply(List.of(one), EntryOrigin.metered(causation)),
                          causation,
                          null));
              return write(sql, loaded, told);
            });
  }

  /**
   * Rates again, with the tariffs and exchange rates of now, what could not be rated or costed.
   *
   * @return how many of them now are
   */
  Uni<Long> rerate(Sql sql, List<Used> open, String causation) {
    Set<UsageKey> keys = open.stream().map(Used::key).collect(Collectors.toSet());
    return loading
        .load(sql, keys, open)
        .chain(
            loaded -> {
              List<Change> changes = new ArrayList<>();
              keys.forEach(
                  key ->
                      changes.addAll(loaded.usages().rerate(key, EntryOrigin.rerated(causation))));
              Told told = new Told();
              telling.tell(told, changes, causation, null);
              return write(sql, loaded, told)
                  .replaceWith(
                      changes.stream()
                          .filter(Change::leavesNothingOpen)
                          .map(Change::key)
                          .filter(keys::contains)
                          .distinct()
                          .count());
            });
  }

  private static List<Report> reports(
      List<Delivery> deliveries, Function<ReceivedEvent, List<? extends UsageFact>> facts) {
    List<Report> reports = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      try {
        reports.add(new Report(delivery, facts.apply(delivery.event())));
      } catch (RuntimeException e) {
        delivery.refuse(e);
      }
    }
    return reports;
  }

  private void apply(UsageSet usages, Report report, Told told) {
    Delivery delivery = report.delivery();
    String eventId = delivery.event().id();
    List<Change> changes;
    try {
      changes = usages.apply(report.facts(), EntryOrigin.of(eventId, delivery.event().causation()));
    } catch (RuntimeException e) {
      delivery.refuse(e);
      return;
    }
    delivery.traced(() -> telling.tell(told, changes, eventId, delivery));
  }

  /**
   * The ledger last: it keeps the sums of months, which others wait for until we commit. Behind it
   * stands what is asked of these sums.
   */
  private Uni<Void> write(Sql sql, Loaded loaded, Told told) {
    UsageSet usages = loaded.usages();
    List<LedgerEntry> entries = usages.entries();
    return telling
        .leaving(sql, usages, told)
        .chain(
            leaving ->
                Sql.together(
                    List.of(
                        records.save(sql, usages),
                        outbox.appendAll(sql, leaving),
                        ledger.append(sql, entries),
                        budgets.watch(sql, entries),
                        loaded.velocity().watch(sql, entries))))
        .invoke(() -> count(usages));
  }

  private void count(UsageSet usages) {
    for (Change change : usages.changes()) {
      change
          .applied()
          .entries()
          .forEach(entry -> lines.withTag("kind", entry.kind().wire()).increment());
      if (change.applied().becameUnrateable()) {
        unrateable.increment();
      }
    }
  }

  /** What one event says of usages. */
  private record Report(Delivery delivery, List<? extends UsageFact> facts) {}
}
