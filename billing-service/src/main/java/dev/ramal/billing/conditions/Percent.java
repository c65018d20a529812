package dev.ramal.billing.conditions;

import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Percentages of amounts. */
final class Percent {
  private Percent() {}

  /** Rounded half-even to cents, once. */
  static Money of(Money base, BigDecimal percent) {
    return cents(base.amount().multiply(percent).movePointLeft(2));
  }

  static Money cents(BigDecimal exact) {
    return new Money(exact.setScale(2, RoundingMode.HALF_EVEN), "BRL");
  }
}
