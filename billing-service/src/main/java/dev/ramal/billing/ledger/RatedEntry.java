package dev.ramal.billing.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * An entry of the ledger with what it takes to rate its usage again.
 *
 * @param entry what it adds; who used it and what the carrier named are not read
 * @param usedQuantity of the whole usage, as it was known when the entry was made
 * @param precedingQuantity of the calls that it continues
 * @param tariffId null on an entry no tariff made
 * @param until when the usage was over; null where that is not asked, or nothing can follow it
 */
public record RatedEntry(
    MonthEntry entry, long usedQuantity, long precedingQuantity, UUID tariffId, Instant until) {
  /** The same, over at that time. */
  public RatedEntry ending(Instant end) {
    return new RatedEntry(entry, usedQuantity, precedingQuantity, tariffId, end);
  }
}
