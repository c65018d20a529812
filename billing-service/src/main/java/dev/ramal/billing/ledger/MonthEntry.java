package dev.ramal.billing.ledger;

import dev.ramal.billing.rating.Converted;
import dev.ramal.billing.rating.Meter;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import dev.ramal.events.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * An entry of the ledger as a month needs it: what it adds to a line of the statement and what a
 * line of an export says.
 *
 * @param number position among the entries of the usage, from 1
 * @param leg of a call; null for a message
 * @param destinationClass null when nobody could tell
 * @param party the other side; null when unknown
 * @param by who used it; never null
 * @param quantity difference in counted units
 * @param billedQuantity difference in billed units
 * @param tariffVersion null, like the rule, on an entry no tariff made
 * @param carrierPrice what the carrier named and how it was converted; null when nothing foreign
 * @param cost difference in BRL
 * @param price difference in BRL, before any plan's allowance
 */
public record MonthEntry(
    UUID usageId,
    int number,
    EntryKind kind,
    String subject,
    String subjectId,
    String leg,
    Meter meter,
    DestinationClass destinationClass,
    Carrier carrier,
    Direction direction,
    String party,
    Attribution by,
    Instant occurredAt,
    long quantity,
    long billedQuantity,
    String tariffVersion,
    String ruleId,
    Converted carrierPrice,
    Money cost,
    Money price) {
  /** Whether both are of one usage, and of one time at which it was booked. */
  public boolean isBookedWith(MonthEntry other) {
    return usageId.equals(other.usageId) && occurredAt.equals(other.occurredAt);
  }
}
