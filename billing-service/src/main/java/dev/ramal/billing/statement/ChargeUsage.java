package dev.ramal.billing.statement;

import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.ledger.MonthOfUsage;
import dev.ramal.billing.ledger.MonthRepository;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.billing.ledger.UsageInMonth;
import dev.ramal.billing.plans.PlanPeriod;
import dev.ramal.billing.tariffs.VolumeDiscount;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what one usage comes to under the plan of its instant and the carrier's volume discount, as
 * an export of now would say it.
 */
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
  public Uni<UsageInMonth> of(TenantId tenant, LedgerEntry entry) {
    return findTerms
        .of(tenant, entry.month())
        .chain(
            terms -> {
              PlanPeriod period = terms.periods().get(terms.periodAt(entry.usage().occurredAt()));
              VolumeDiscount discount = discountOf(terms, entry);
              return period.plan() == null && discount == null
                  ? Uni.createFrom().item(UsageInMonth.NOTHING)
                  : charged(tenant, terms, entry)
                      .map(
                          charged ->
                              new UsageInMonth(
                                  period.plan() == null
                                      ? null
                                      : PlanShare.of(period, charged.entries()),
                                  discount == null
                                      ? null
                                      : DiscountShare.of(
                                          discount, charged.unitsBefore(), charged.entries())));
            });
  }

  private static VolumeDiscount discountOf(Terms terms, LedgerEntry entry) {
    VolumeDiscount discount = terms.discount();
    return discount != null
            && discount
                .covers()
                .covers(entry.key().meter(), entry.key().leg(), entry.usage().destinationClass())
        ? discount
        : null;
  }

  private Uni<Charged> charged(TenantId tenant, Terms terms, LedgerEntry usage) {
    Instant hour = usage.usage().occurredAt().truncatedTo(ChronoUnit.HOURS);
    Charged charged = new Charged(new ArrayList<>(), new ArrayList<>());
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
                              charged.entries().add(shown);
                              charged.units().add(walk.carrierUnits());
                            }
                          }))
              .replaceWith(charged);
        });
  }

  /**
   * @param units of the volume discount before each of the entries, which are of one usage
   */
  private record Charged(List<ChargedEntry> entries, List<Long> units) {
    long unitsBefore() {
      return units.get(0);
    }
  }
}
