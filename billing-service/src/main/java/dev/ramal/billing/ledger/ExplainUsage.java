package dev.ramal.billing.ledger;

import dev.ramal.billing.BillingProblems;
import dev.ramal.billing.ledger.UsageExplanation.Recomputed;
import dev.ramal.billing.rating.Rule;
import dev.ramal.billing.rating.Tariff;
import dev.ramal.billing.tariffs.TariffRepository;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Explains why a usage costs what it costs, and computes price and cost of each of its entries
 * again from what is stored ({@link RecomputeEntries}).
 *
 * <p>The steps were written with the entries: by {@code RatingText} where {@code RateUsage} found
 * the rule ({@code TariffBook}, {@code Rule}) and did the arithmetic, by {@code CorrectionText}
 * where a later report or the carrier's price changed it. What of it a plan pays, and what the
 * carrier takes off for its volume, is no part of an entry: {@code StatementCalculator} says what
 * is due, through {@link MonthOfUsage}.
 */
@ApplicationScoped
public class ExplainUsage {
  private final ReadTransactions reads;
  private final LedgerRepository ledger;
  private final SqlTransactions transactions;
  private final TariffRepository tariffs;
  private final MonthOfUsage month;

  ExplainUsage(
      ReadTransactions reads,
      LedgerRepository ledger,
      SqlTransactions transactions,
      TariffRepository tariffs,
      MonthOfUsage month) {
    this.reads = reads;
    this.ledger = ledger;
    this.transactions = transactions;
    this.tariffs = tariffs;
    this.month = month;
  }

  public Uni<UsageExplanation> explain(TenantId tenant, UUID usageId) {
    return reads
        .read(tenant, connection -> ledger.entriesOf(connection, tenant, List.of(usageId)))
        .chain(
            entries -> {
              if (entries.isEmpty()) {
                throw BillingProblems.unknownUsage();
              }
              UsageEntries usage = new UsageEntries(entries);
              return Uni.combine()
                  .all()
                  .unis(tariffs(tenant, entries), month.of(tenant, usage.last()))
                  .with((known, around) -> explained(usage, known, around));
            });
  }

  /** Those that made the entries, nearly always one. */
  private Uni<Map<UUID, Tariff>> tariffs(TenantId tenant, List<LedgerEntry> entries) {
    List<UUID> ids =
        entries.stream().map(LedgerEntry::tariffId).filter(Objects::nonNull).distinct().toList();
    return transactions.inTenant(
        tenant,
        sql ->
            Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(id -> tariffs.find(sql, id))
                .filter(Optional::isPresent)
                .map(Optional::get)
                .collect()
                .asMap(Tariff::id));
  }

  private static UsageExplanation explained(
      UsageEntries usage, Map<UUID, Tariff> tariffs, UsageInMonth around) {
    LedgerEntry rated = usage.lastRated();
    List<RecomputedEntry> made =
        RecomputeEntries.of(usage.entries(), entry -> rule(tariffs, entry).orElse(null));
    return new UsageExplanation(
        usage.last().usageId(),
        Stream.concat(usage.explanation().stream(), around.steps().stream()).toList(),
        rated == null ? null : rated.tariffVersion(),
        rated == null ? null : rated.ruleId(),
        rated == null ? null : rule(tariffs, rated).map(Rule::increments).orElse(null),
        usage.quantity(),
        usage.billedQuantity(),
        usage.cost(),
        usage.price(),
        usage.margin(),
        around.discount(),
        around.underPlan(),
        usage.entries().stream().map(LedgerEntry::causation).distinct().toList(),
        made.stream()
            .map(one -> EntryExplanation.of(one, tariffs.get(one.entry().tariffId())))
            .toList(),
        rated == null ? null : Recomputed.of(made));
  }

  private static Optional<Rule> rule(Map<UUID, Tariff> tariffs, LedgerEntry entry) {
    return Optional.ofNullable(tariffs.get(entry.tariffId()))
        .filter(tariff -> tariff.version().equals(entry.tariffVersion()))
        .flatMap(tariff -> tariff.rule(entry.ruleId()));
  }
}
