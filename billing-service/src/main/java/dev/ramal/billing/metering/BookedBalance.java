package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.Money;
import java.util.Objects;
import java.util.UUID;

/**
 * The sum of a usage's entries in the ledger.
 *
 * @param entries how many
 * @param booked the usage as the latest entry knows it; null without entries
 * @param tariff id of the tariff that made the price; null when none did, or before it was kept
 * @param costIsReal whether the cost is the carrier's own word and no longer an estimate
 */
public record BookedBalance(
    int entries,
    Usage booked,
    long quantity,
    long billedQuantity,
    Money cost,
    Money price,
    UUID tariff,
    boolean costIsReal) {
  static final BookedBalance NOTHING =
      new BookedBalance(0, null, 0, 0, Money.zero("BRL"), Money.zero("BRL"), null, false);

  BookedBalance plus(LedgerEntry entry, boolean real) {
    return new BookedBalance(
        entries + 1,
        entry.usage(),
        quantity + entry.quantity(),
        billedQuantity + entry.billedQuantity(),
        cost.plus(entry.cost()),
        price.plus(entry.price()),
        entry.tariffId() == null ? tariff : entry.tariffId(),
        real);
  }

  /**
   * Whether the usage now belongs to another line of the statement than the one it is booked in, or
   * to another time.
   */
  boolean movesWith(Usage usage) {
    return movesInTimeWith(usage)
        || booked != null && !Objects.equals(booked.destinationClass(), usage.destinationClass());
  }

  /**
   * Whether it was used at another time than the one it is booked at, and perhaps in another month.
   */
  boolean movesInTimeWith(Usage usage) {
    return booked != null && !booked.occurredAt().equals(usage.occurredAt());
  }

  boolean comesToNothing() {
    return quantity == 0
        && billedQuantity == 0
        && cost.amount().signum() == 0
        && price.amount().signum() == 0;
  }

  /** Whether only the carrier's price of what nobody is charged for stands. */
  boolean holdsOnlyRealCost() {
    return costIsReal && quantity == 0 && billedQuantity == 0 && price.amount().signum() == 0;
  }

  boolean isEmpty() {
    return entries == 0;
  }

  /**
   * All but the entry of what was used and the one that brought the carrier's price. Where that
   * price alone stands, whatever followed its first entry corrected it.
   */
  int corrections() {
    boolean both = costIsReal && !holdsOnlyRealCost();
    return Math.max(0, entries - (both ? 2 : 1));
  }
}
