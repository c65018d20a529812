package dev.ramal.billing.plans;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Money;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The plan of a month and those one could choose.
 *
 * @param model {@code consumption} or {@code plan}
 * @param plan of the month's last day; null under consumption
 * @param periods one for each plan of the month, in order
 */
@Schema(name = "MonthPlan")
public record PlanView(
    BillingMonth month,
    @Schema(enumeration = {"consumption", "plan"}) String model,
    @Schema(nullable = true) Plan plan,
    List<PeriodView> periods,
    List<Plan> available) {

  /**
   * Days with one plan.
   *
   * @param until first day after
   * @param plan its code; null for consumption alone
   * @param fee what these days cost
   */
  @Schema(name = "PlanPeriod")
  public record PeriodView(
      LocalDate from, LocalDate until, @Schema(nullable = true) String plan, Money fee) {
    static PeriodView of(PlanPeriod period) {
      Plan plan = period.plan();
      return new PeriodView(
          period.from(),
          period.until(),
          plan == null ? null : plan.code(),
          plan == null ? Money.zero("BRL") : plan.fee());
    }
  }

  static PlanView of(PlanMonth month, List<Plan> available) {
    Plan last = month.last().plan();
    Plan whole = last == null ? null : PlanRepository.withCode(available, last.code()).orElse(last);
    return new PlanView(
        month.month(),
        Plan.modelOf(whole),
        whole,
        month.periods().stream().map(PeriodView::of).toList(),
        available);
  }
}
