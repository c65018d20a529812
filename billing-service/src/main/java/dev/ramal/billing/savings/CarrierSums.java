package dev.ramal.billing.savings;

import dev.ramal.events.Money;

/**
 * What usage cost, and what it would have cost over the other of two carriers.
 *
 * @param carried uses over the carrier whose savings are asked
 * @param carriedCost what they cost
 * @param carriedElsewhere what they would have cost over the other
 * @param left uses over the other
 * @param leftCost what they cost
 * @param leftElsewhere what they would have cost over the carrier whose savings are asked
 */
record CarrierSums(
    long carried,
    Money carriedCost,
    Money carriedElsewhere,
    long left,
    Money leftCost,
    Money leftElsewhere) {
  private static final Money ZERO = Money.zero("BRL");
  static final CarrierSums NOTHING = new CarrierSums(0, ZERO, ZERO, 0, ZERO, ZERO);

  static CarrierSums of(boolean carried, Money cost, Money elsewhere) {
    return carried
        ? new CarrierSums(1, cost, elsewhere, 0, ZERO, ZERO)
        : new CarrierSums(0, ZERO, ZERO, 1, cost, elsewhere);
  }

  CarrierSums plus(CarrierSums other) {
    return new CarrierSums(
        carried + other.carried,
        carriedCost.plus(other.carriedCost),
        carriedElsewhere.plus(other.carriedElsewhere),
        left + other.left,
        leftCost.plus(other.leftCost),
        leftElsewhere.plus(other.leftElsewhere));
  }

  /** What was saved by what was carried. */
  Money saved() {
    return carriedElsewhere.minus(carriedCost);
  }

  /** What more could have been saved. */
  Money couldBeSaved() {
    return leftCost.minus(leftElsewhere);
  }
}
