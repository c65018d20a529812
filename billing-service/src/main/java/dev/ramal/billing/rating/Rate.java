package dev.ramal.billing.rating;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount per unit of rate (minute, segment, gigabyte-month …) and one for the mere connection.
 *
 * @param perUnit for {@link Meter#unitsPerRate()} counted units
 * @param connectionFee once per usage that is billed at all
 * @param currency ISO 4217
 */
public record Rate(
    @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal perUnit,
    @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal connectionFee,
    String currency) {
  public Rate {
    perUnit = notNegative(perUnit, "perUnit");
    connectionFee = notNegative(connectionFee, "connectionFee");
    if (currency == null || !currency.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException("currency must be three capital letters: " + currency);
    }
  }

  public static Rate brl(String perUnit) {
    return new Rate(new BigDecimal(perUnit), null, "BRL");
  }

  public static Rate usd(String perUnit) {
    return new Rate(new BigDecimal(perUnit), null, "USD");
  }

  /**
   * What the billed quantity comes to: {@code perUnit × billed ÷ unitsPerRate + connectionFee},
   * divided last and rounded once, half-even, to six decimals.
   *
   * @throws ArithmeticException when the ledger could not hold it, or the rate itself is beyond all
   *     measure: a tariff of an earlier version may state such a one
   */
  public Money of(Meter meter, long billed) {
    if (billed == 0) {
      return Money.zero(currency);
    }
    Amounts.requireMeasure(perUnit);
    Amounts.requireMeasure(connectionFee);
    BigDecimal used =
        perUnit
            .multiply(BigDecimal.valueOf(billed))
            .add(connectionFee.multiply(BigDecimal.valueOf(meter.unitsPerRate())))
            .divide(BigDecimal.valueOf(meter.unitsPerRate()), Money.SCALE, RoundingMode.HALF_EVEN);
    return new Money(Amounts.requireMeasure(used), currency);
  }

  boolean hasConnectionFee() {
    return connectionFee.signum() != 0;
  }

  private static BigDecimal notNegative(BigDecimal amount, String name) {
    BigDecimal stated = amount == null ? BigDecimal.ZERO : amount;
    if (stated.signum() < 0) {
      throw new IllegalArgumentException(name + " is never negative: " + stated);
    }
    return stated;
  }
}
