package dev.ramal.billing.statement;

import dev.ramal.billing.conditions.Adjustment;
import dev.ramal.billing.plans.Plan;
import dev.ramal.billing.plans.PlanPeriod;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What an organization used, costs and owes in a month, before taxes.
 *
 * @param lines each already rounded to cents
 * @param adjustments what was agreed to be taken off or added, in the order in which it applies
 */
public record Statement(Terms terms, List<StatementLine> lines, List<Adjustment> adjustments) {
  public Statement {
    lines = List.copyOf(lines);
    adjustments = List.copyOf(adjustments);
  }

  /** The lines, and what the conditions make of their sum. */
  public static Statement of(Terms terms, List<StatementLine> lines) {
    Statement plain = new Statement(terms, lines, List.of());
    return new Statement(
        terms,
        lines,
        terms.conditions().adjust(terms.month(), plain.usageTotal(), plain.planFee()));
  }

  public BillingMonth month() {
    return terms.month();
  }

  /** The plan of the month's last day; null for consumption alone. */
  public Plan plan() {
    return terms.plans().last().plan();
  }

  /** The days for which a fee is due, each with its share of the plan. */
  public List<PlanPeriod> feePeriods() {
    return terms.periods().stream().filter(period -> period.plan() != null).toList();
  }

  /** The sum of the lines, each already rounded. */
  public Money usageTotal() {
    return sum(lines, StatementLine::price);
  }

  public Money planFee() {
    return sum(feePeriods(), period -> period.plan().fee());
  }

  public Money total() {
    return Stream.of(usageTotal(), planFee(), sum(adjustments, Adjustment::amount))
        .reduce(Money.zero("BRL"), Money::plus);
  }

  public Money cost() {
    return sum(lines, StatementLine::cost);
  }

  public Money margin() {
    return total().minus(cost());
  }

  /** Margin in percent of the total, one decimal, half-even; null when nothing is owed. */
  public BigDecimal marginPercent() {
    if (total().amount().signum() == 0) {
      return null;
    }
    return margin()
        .amount()
        .multiply(BigDecimal.valueOf(100))
        .divide(total().amount(), 1, RoundingMode.HALF_EVEN);
  }

  private static <T> Money sum(List<T> of, Function<T, Money> amount) {
    return of.stream().map(amount).reduce(Money.zero("BRL"), Money::plus);
  }
}
