package dev.ramal.billing.statement;

import dev.ramal.billing.plans.Plan;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;

/**
 * What an organization used, costs and owes in a month.
 *
 * @param plan null when the organization pays by consumption alone
 */
public record Statement(BillingMonth month, Plan plan, List<StatementLine> lines) {
  public Statement {
    lines = List.copyOf(lines);
  }

  /** The sum of the lines, each already rounded. */
  public Money usageTotal() {
    return sum(StatementLine::price);
  }

  public Money planFee() {
    return plan == null ? Money.zero("BRL") : plan.fee();
  }

  public Money total() {
    return usageTotal().plus(planFee());
  }

  public Money cost() {
    return sum(StatementLine::cost);
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

  private Money sum(Function<StatementLine, Money> amount) {
    return lines.stream().map(amount).reduce(Money.zero("BRL"), Money::plus);
  }
}
