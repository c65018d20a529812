package dev.ramal.billing.budgets;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * A budget in a month: what is spent of it, and what that reached.
 *
 * @param budget the version that holds in the month
 * @param spent by the ledger, BRL; may be negative when corrections take back more than was used
 * @param carried of that what its members of today have not spent as members: what those who left
 *     had spent by then, less what those who came had spent before; zero where nobody came or left
 * @param marks what was told under this version, by percent
 */
record BudgetMonth(
    TenantId tenant,
    Budget budget,
    BillingMonth month,
    Money spent,
    Money carried,
    List<BudgetMark> marks) {
  BudgetMonth {
    marks = List.copyOf(marks);
  }

  /** What of its watched parts is reached, whether it was told or not, ascending. */
  List<Integer> reached() {
    return budget.percents().stream()
        .filter(percent -> spent.amount().compareTo(budget.at(percent)) >= 0)
        .toList();
  }

  /** Whole per cent of the amount, rounded down. */
  long percent() {
    return spent
        .amount()
        .multiply(BigDecimal.valueOf(Budget.ALL))
        .divide(budget.amount().amount(), 0, RoundingMode.FLOOR)
        .longValue();
  }

  /** Negative when more is spent than there was. */
  Money remaining() {
    return budget.amount().minus(spent);
  }

  /** Whether a mark of this version stands, though corrections may have taken spending back. */
  boolean isMarked(int percent) {
    return marks.stream().anyMatch(mark -> mark.percent() == percent);
  }

  /** Whether nothing may be dialled and sent. */
  boolean stops() {
    return !budget.withdrawn() && budget.hardStop() && isMarked(Budget.ALL);
  }

  /** Through which carrier calls are to go; empty where it does not ask. */
  Optional<String> prefers() {
    return Optional.ofNullable(budget.carrierSwitch())
        .filter(asked -> !budget.withdrawn() && isMarked(asked.atPercent()))
        .map(Budget.CarrierSwitch::prefer);
  }

  /** The highest of the marks; 0 without any. */
  int highestMark() {
    return marks.stream().mapToInt(BudgetMark::percent).max().orElse(0);
  }

  BudgetMonth with(List<BudgetMark> made) {
    return new BudgetMonth(tenant, budget, month, spent, carried, made);
  }
}
