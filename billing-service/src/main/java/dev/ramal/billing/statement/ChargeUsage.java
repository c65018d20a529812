package dev.ramal.billing.statement;

import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.ledger.MonthOfUsage;
import dev.ramal.billing.ledger.MonthRepository;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.billing.ledger.UsageUnderPlan;
import dev.ramal.billing.plans.Plan;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what one usage comes to under the plan of its month, as an export of now would say it. */
@ApplicationScoped
class ChargeUsage implements MonthOfUsage {
  private final FindTerms findTerms;
  private final ReadTransactions reads;
  private final MonthRepository months;

  ChargeUsage(FindTerms findTerms, ReadTransactions reads, MonthRepository months) {
    this.findTerms = findTerms;
    this.reads = reads;
    this.months = months;
  }

  @Override
  public Uni<Optional<UsageUnderPlan>> underPlan(TenantId tenant, LedgerEntry entry) {
    return findTerms
        .of(tenant, entry.month())
        .chain(
            terms -> {
              Plan plan = terms.planAt(entry.usage().occurredAt());
              return plan == null
                  ? Uni.createFrom().item(Optional.empty())
                  : charged(tenant, terms, entry)
                      .map(charged -> Optional.of(PlanShare.of(plan, charged)));
            });
  }

  private Uni<List<ChargedEntry>> charged(TenantId tenant, Terms terms, LedgerEntry usage) {
    Instant hour = usage.usage().occurredAt().truncatedTo(ChronoUnit.HOURS);
    List<ChargedEntry> charged = new ArrayList<>();
    return reads.read(
        tenant,
        connection -> {
          MonthWalk walk = new MonthWalk(months, connection, tenant, terms);
          return walk.before(hour)
              .chain(
                  () ->
                      walk.entries(
                          hour,
                          shown -> {
                            if (shown.entry().usageId().equals(usage.usageId())) {
                              charged.add(shown);
                            }
                          }))
              .replaceWith(charged);
        });
  }
}
