package dev.ramal.billing.ledger;

import dev.ramal.billing.BillingProblems;
import dev.ramal.billing.ledger.UsageExplained.Recomputed;
import dev.ramal.billing.rating.Rule;
import dev.ramal.billing.rating.Tariff;
import dev.ramal.billing.tariffs.TariffRepository;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Explains one use and computes it again from the stored tariff version. */
@ApplicationScoped
public class ExplainUsage {
  private final ReadTransactions reads;
  private final LedgerReads ledger;
  private final TenantTransactions transactions;
  private final TariffRepository tariffs;

  ExplainUsage(
      ReadTransactions reads,
      LedgerReads ledger,
      TenantTransactions transactions,
      TariffRepository tariffs) {
    this.reads = reads;
    this.ledger = ledger;
    this.transactions = transactions;
    this.tariffs = tariffs;
  }

  public Uni<UsageExplained> explain(TenantId tenant, UUID usageId) {
    return reads
        .read(tenant, connection -> ledger.linesOf(connection, tenant, List.of(usageId)))
        .chain(
            lines -> {
              if (lines.isEmpty()) {
                throw BillingProblems.unknownUsage();
              }
              UsageStory story = new UsageStory(lines);
              return rule(tenant, story.lastRated()).map(rule -> explained(story, rule));
            });
  }

  private Uni<Optional<Rule>> rule(TenantId tenant, LedgerEntry rated) {
    if (rated == null) {
      return Uni.createFrom().item(Optional.empty());
    }
    return transactions
        .inTenant(tenant, session -> tariffs.find(session, rated.tariffId()))
        .map(tariff -> tariff.flatMap((Tariff found) -> found.rule(rated.ruleId())));
  }

  private static UsageExplained explained(UsageStory story, Optional<Rule> rule) {
    LedgerEntry rated = story.lastRated();
    return new UsageExplained(
        story.last().usageId(),
        story.explanation(),
        rated == null ? null : rated.tariffVersion(),
        rated == null ? null : rated.ruleId(),
        rule.map(Rule::increments).orElse(null),
        story.quantity(),
        story.billedQuantity(),
        story.cost(),
        story.price(),
        story.lines().stream().map(LedgerEntry::causation).distinct().toList(),
        rule.map(found -> recompute(story, found)).orElse(null));
  }

  private static Recomputed recompute(UsageStory story, Rule rule) {
    long billed = rule.increments().billed(story.quantity());
    Money price = rule.price().of(rule.meter(), billed);
    return new Recomputed(
        billed, price, billed == story.billedQuantity() && price.equals(story.price()));
  }
}
