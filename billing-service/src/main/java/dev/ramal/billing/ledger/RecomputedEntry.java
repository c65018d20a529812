package dev.ramal.billing.ledger;

import dev.ramal.billing.rating.Rule;
import dev.ramal.events.Money;

/**
 * An entry, and what it must be by what is stored beside it.
 *
 * @param rule of the tariff version that made it; null when none did, or it is not to be found
 * @param quantity difference in counted units
 * @param billedQuantity difference in billed units
 * @param cost difference in BRL; null when it cannot be computed
 * @param price difference in BRL; null when it cannot be computed
 */
public record RecomputedEntry(
    LedgerEntry entry,
    Rule rule,
    CostBasis basis,
    long quantity,
    long billedQuantity,
    Money cost,
    Money price) {
  /** Whether the ledger says the same cost. */
  public boolean costMatches() {
    return entry.cost().equals(cost);
  }

  /** Whether the ledger says the same quantities and the same price. */
  public boolean priceMatches() {
    return entry.quantity() == quantity
        && entry.billedQuantity() == billedQuantity
        && entry.price().equals(price);
  }
}
