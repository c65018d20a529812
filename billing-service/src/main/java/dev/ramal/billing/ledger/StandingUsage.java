package dev.ramal.billing.ledger;

import dev.ramal.billing.rating.Usage;
import dev.ramal.events.Money;
import java.util.List;
import java.util.UUID;

/**
 * What stands of one usage: its entries and what they add up to.
 *
 * @param entries in order, at least one
 * @param usage as a tariff sees it, with its whole quantity
 * @param tariff that made what stands; null when none did
 * @param costIsReal whether the cost is the carrier's own word
 */
public record StandingUsage(
    List<MonthEntry> entries,
    Usage usage,
    UUID tariff,
    long quantity,
    long billedQuantity,
    Money cost,
    Money price,
    boolean costIsReal) {
  public StandingUsage {
    entries = List.copyOf(entries);
  }

  public MonthEntry last() {
    return entries.get(entries.size() - 1);
  }

  /** Whether these are its first entries, as for nearly all; false where it was moved to. */
  public boolean isWhereItWasFirst() {
    return entries.get(0).number() == 1;
  }

  /** Whether nothing is charged for it: what stands, if anything, is a cost. */
  public boolean isUncharged() {
    return quantity == 0 && billedQuantity == 0 && price.amount().signum() == 0;
  }
}
