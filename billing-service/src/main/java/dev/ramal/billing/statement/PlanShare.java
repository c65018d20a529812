package dev.ramal.billing.statement;

import dev.ramal.billing.ledger.MonthEntry;
import dev.ramal.billing.ledger.UsageUnderPlan;
import dev.ramal.billing.plans.Allowance;
import dev.ramal.billing.plans.Plan;
import dev.ramal.billing.plans.PlanPeriod;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.PtBrFormat;
import dev.ramal.events.Money;
import java.util.List;

/** What of a usage a plan pays, in numbers and in the words of the people who pay the rest. */
final class PlanShare {
  private PlanShare() {}

  /**
   * @param charged all entries of one usage, in order
   */
  static UsageUnderPlan of(PlanPeriod period, List<ChargedEntry> charged) {
    Plan plan = period.plan();
    MonthEntry last = charged.get(charged.size() - 1).entry();
    Allowance allowance =
        plan.allowanceFor(last.meter(), last.leg(), last.destinationClass()).orElse(null);
    long included = charged.stream().mapToLong(ChargedEntry::includedQuantity).sum();
    long billed = charged.stream().mapToLong(of -> of.entry().billedQuantity()).sum();
    Money due = charged.stream().map(ChargedEntry::price).reduce(Money.zero("BRL"), Money::plus);
    long beyond = allowance == null ? 0 : billed - included;
    return new UsageUnderPlan(
        plan.code(),
        plan.version(),
        period.from(),
        period.until(),
        allowance != null,
        included,
        beyond,
        due,
        "Franquia do plano %s (%s)%s: %s; preço devido %s."
            .formatted(
                plan.name(),
                plan.version(),
                days(period),
                allowance == null
                    ? "não inclui este uso, vale o preço da tarifa"
                    : share(billed, included, beyond, allowance, last.meter().unit()),
                PtBrFormat.money(due)));
  }

  /** Nothing where it is the plan of the whole month. */
  private static String days(PlanPeriod period) {
    BillingMonth month = BillingMonth.at(period.begin());
    return period.from().equals(month.firstDay()) && period.until().equals(month.endDay())
        ? ""
        : ", de %s a %s"
            .formatted(PtBrFormat.day(period.from()), PtBrFormat.day(period.until().minusDays(1)));
  }

  private static String share(
      long billed, long included, long beyond, Allowance allowance, String unit) {
    String parts =
        "%d %s, %d na franquia"
            .formatted(billed, "second".equals(unit) ? "segundos cobrados" : "cobrados", included);
    if (beyond == 0) {
      return parts;
    }
    return allowance.overagePerUnit() == null
        ? parts + ", %d além dela ao preço da tarifa".formatted(beyond)
        : parts
            + ", %d além dela a %s por %s"
                .formatted(
                    beyond,
                    PtBrFormat.money(new Money(allowance.overagePerUnit(), "BRL")),
                    "second".equals(unit) ? "minuto" : "unidade");
  }
}
