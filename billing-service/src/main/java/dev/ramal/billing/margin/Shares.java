package dev.ramal.billing.margin;

import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/** An amount shared in proportion, so that the shares add up to it to the last decimal. */
final class Shares {
  private Shares() {}

  /** Whether anybody weighs something. */
  static boolean canBeBy(Map<String, BigDecimal> weights) {
    return weights.values().stream().anyMatch(weight -> weight.signum() > 0);
  }

  /**
   * Who weighs less than nothing, as one from whom usage was taken back, gets nothing: a share is
   * never more than what is shared.
   *
   * @param weights in the order of the sharing; one at least is more than nothing
   */
  static Map<String, BigDecimal> of(BigDecimal amount, Map<String, BigDecimal> weights) {
    Map<String, BigDecimal> positive = new LinkedHashMap<>();
    weights.forEach((key, weight) -> positive.put(key, weight.max(BigDecimal.ZERO)));
    return inProportion(amount, positive, sum(positive));
  }

  /**
   * Whether an amount is what is left of the weights themselves, so that each can keep as much of
   * its own, were it less than nothing.
   */
  static boolean isLeftOf(BigDecimal amount, Map<String, BigDecimal> weights) {
    BigDecimal whole = sum(weights);
    return whole.signum() != 0
        && amount.signum() * whole.signum() >= 0
        && amount.abs().compareTo(whole.abs()) <= 0;
  }

  /**
   * What is left of each weight.
   *
   * @param weights in the order of the sharing, of which the amount {@link #isLeftOf is left}
   */
  static Map<String, BigDecimal> left(BigDecimal amount, Map<String, BigDecimal> weights) {
    return inProportion(amount, weights, sum(weights));
  }

  /**
   * Each gets the difference that it makes to what those so far get together, rounded half-even to
   * six decimals.
   */
  private static Map<String, BigDecimal> inProportion(
      BigDecimal amount, Map<String, BigDecimal> weights, BigDecimal whole) {
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
