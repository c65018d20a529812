package dev.ramal.billing.statement;

import dev.ramal.events.Money;
import java.time.LocalDate;

/**
 * One line of a month: all usage of one meter, class and leg. Here, and only here, amounts are
 * rounded to cents, half-even, once; {@code exactCost} and {@code exactPrice} keep the six decimals
 * they were rounded from.
 *
 * @param since first day of the plan under which it was used; null when the month has one plan
 * @param usageCount how many, each where it was booked first: one that moved to another month or
 *     class afterwards is counted in the line that it left, and its quantities and amounts are in
 *     the one where it stands
 * @param listPrice what the tariff asks before any allowance, six decimals
 */
public record StatementLine(
    LineKey key,
    LocalDate since,
    long usageCount,
    long quantity,
    long billedQuantity,
    long includedQuantity,
    Money listPrice,
    Money carrierDiscount,
    Money exactCost,
    Money exactPrice) {
  public Money cost() {
    return cents(exactCost);
  }

  public Money price() {
    return cents(exactPrice);
  }

  /** What rounding added to the cost; shown in exports so that their columns add up. */
  public Money costRounding() {
    return cost().minus(exactCost);
  }

  /** What rounding added to the price. */
  public Money priceRounding() {
    return price().minus(exactPrice);
  }

  private static Money cents(Money exact) {
    return new Money(exact.toCents(), exact.currency());
  }
}
