package dev.ramal.billing.ledger;

import dev.ramal.billing.BillingProblems;
import dev.ramal.billing.ledger.UsageExplanation.Recomputed;
import dev.ramal.billing.rating.Rule;
import dev.ramal.billing.rating.Tariff;
import dev.ramal.billing.rating.Usage;
import dev.ramal.billing.tariffs.TariffRepository;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Explains why a usage costs what it costs, and computes it again from the stored tariff version.
 *
 * <p>The steps were written with the entries: by {@code RatingText} where {@code RateUsage} found
 * the rule ({@code TariffBook}, {@code Rule}) and did the arithmetic, by {@code CorrectionText}
 * where a later report or the carrier's price changed it. What of it a plan pays is no part of a
 * price: {@code StatementCalculator} says what is due, through {@link MonthOfUsage}.
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
                  .unis(rule(tenant, usage.lastRated()), month.underPlan(tenant, usage.last()))
                  .with((rule, plan) -> explained(usage, rule, plan));
            });
  }

  private Uni<Optional<Rule>> rule(TenantId tenant, LedgerEntry rated) {
    if (rated == null) {
      return Uni.createFrom().item(Optional.empty());
    }
    return transactions
        .inTenant(tenant, sql -> tariffs.find(sql, rated.tariffId()))
        .map(tariff -> tariff.flatMap((Tariff found) -> found.rule(rated.ruleId())));
  }

  private static UsageExplanation explained(
      UsageEntries usage, Optional<Rule> rule, Optional<UsageUnderPlan> plan) {
    LedgerEntry rated = usage.lastRated();
    return new UsageExplanation(
        usage.last().usageId(),
        steps(usage, plan),
        rated == null ? null : rated.tariffVersion(),
        rated == null ? null : rated.ruleId(),
        rule.map(Rule::increments).orElse(null),
        usage.quantity(),
        usage.billedQuantity(),
        usage.cost(),
        usage.price(),
        plan.orElse(null),
        usage.entries().stream().map(LedgerEntry::causation).distinct().toList(),
        rule.map(found -> recompute(usage, found)).orElse(null));
  }

  private static List<String> steps(UsageEntries usage, Optional<UsageUnderPlan> plan) {
    return Stream.concat(usage.explanation().stream(), plan.map(UsageUnderPlan::step).stream())
        .toList();
  }

  private static Recomputed recompute(UsageEntries usage, Rule rule) {
    Usage whole = usage.last().usage().counting(usage.quantity());
    long billed = rule.billed(whole);
    Money price = rule.priceOf(whole);
    return new Recomputed(
        billed, price, billed == usage.billedQuantity() && price.equals(usage.price()));
  }
}
