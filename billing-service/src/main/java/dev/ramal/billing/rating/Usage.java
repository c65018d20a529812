package dev.ramal.billing.rating;

import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import java.time.Instant;
import java.util.Objects;

/**
 * Something was used: what a tariff needs to know to rate it, and nothing of how it was learnt.
 *
 * @param leg of a call (agent, lead); null for anything else
 * @param carrier null when no carrier was reached or it was not said
 * @param direction null where it means nothing
 * @param destinationClass landline, mobile, mobile-sp-rj, international-XX, softphone,
 *     sms-national, whatsapp …; null when nobody could tell
 * @param party the other side, E.164 or a softphone's address; null when unknown
 * @param quantity in units of the meter, never negative
 * @param occurredAt decides tariff version and month
 */
public record Usage(
    Meter meter,
    String leg,
    Carrier carrier,
    Direction direction,
    DestinationClass destinationClass,
    String party,
    long quantity,
    Instant occurredAt) {
  public Usage {
    Objects.requireNonNull(meter, "meter");
    Objects.requireNonNull(occurredAt, "occurredAt");
    if (quantity < 0) {
      throw new IllegalArgumentException("a quantity is never negative: " + quantity);
    }
  }

  /** The same at another time. */
  public Usage at(Instant instant) {
    return new Usage(meter, leg, carrier, direction, destinationClass, party, quantity, instant);
  }
}
