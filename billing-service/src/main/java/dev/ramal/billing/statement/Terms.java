package dev.ramal.billing.statement;

import dev.ramal.billing.conditions.Conditions;
import dev.ramal.billing.plans.Plan;
import dev.ramal.billing.plans.PlanMonth;
import dev.ramal.billing.plans.PlanPeriod;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.statement.FixedTerms.FixedPlan;
import dev.ramal.billing.tariffs.VolumeDiscount;
import java.time.Instant;
import java.util.List;

/**
 * What, beside the ledger, decides a month.
 *
 * @param discount of the carrier; null when it gives none
 */
public record Terms(PlanMonth plans, VolumeDiscount discount, Conditions conditions) {

  /**
   * One plan all month, and nothing else agreed.
   *
   * @param plan null when the organization pays by consumption alone
   * @param discount null when the carrier gives none
   */
  public Terms(BillingMonth month, Plan plan, VolumeDiscount discount) {
    this(PlanMonth.whole(month, plan), discount, Conditions.NONE);
  }

  public BillingMonth month() {
    return plans.month();
  }

  List<PlanPeriod> periods() {
    return plans.periods();
  }

  /** Position of the period in which it happens. */
  int periodAt(Instant instant) {
    int last = periods().size() - 1;
    while (last > 0 && instant.isBefore(periods().get(last).begin())) {
      last--;
    }
    return last;
  }

  /** The versions of all of it. */
  public FixedTerms fixed() {
    return new FixedTerms(
        periods().stream()
            .map(of -> new FixedPlan(of.from(), of.plan() == null ? null : of.plan().id()))
            .toList(),
        discount == null ? null : discount.version(),
        conditions.id());
  }
}
