package dev.ramal.billing.margin;

import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/** An amount shared in proportion, so that the shares add up to it to the last decimal. */
final class Shares {
  private Shares() {}

  static boolean canBeBy(Map<String, BigDecimal> weights) {
    return sum(weights).signum() != 0;
  }

  /**
   * Each gets the difference that it makes to what those so far get together, rounded half-even to
   * six decimals.
   *
   * @param weights in the order of the sharing; their sum is not zero
   */
  static Map<String, BigDecimal> of(BigDecimal amount, Map<String, BigDecimal> weights) {
    BigDecimal whole = sum(weights);
    Map<String, BigDecimal> shares = new LinkedHashMap<>();
    BigDecimal weight = BigDecimal.ZERO;
    BigDecimal given = BigDecimal.ZERO.setScale(Money.SCALE);
    for (Map.Entry<String, BigDecimal> one : weights.entrySet()) {
      weight = weight.add(one.getValue());
      BigDecimal upTo = amount.multiply(weight).divide(whole, Money.SCALE, RoundingMode.HALF_EVEN);
      shares.put(one.getKey(), upTo.subtract(given));
      given = upTo;
    }
    return shares;
  }

  /** A part of an amount, with more decimals than amounts have: it is a weight. */
  static BigDecimal of(BigDecimal amount, long part, long whole) {
    return amount
        .multiply(BigDecimal.valueOf(part))
        .divide(BigDecimal.valueOf(whole), 2 * Money.SCALE, RoundingMode.HALF_EVEN);
  }

  private static BigDecimal sum(Map<String, BigDecimal> weights) {
    return weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
