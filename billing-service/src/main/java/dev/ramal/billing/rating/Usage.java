package dev.ramal.billing.rating;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param until when it was over; null where nothing can follow it
 * @param preceding quantity of the successive usages that it continues; 0 for none
 */
public record Usage(
    Meter meter,
    String leg,
    Carrier carrier,
    Direction direction,
    DestinationClass destinationClass,
    String party,
    long quantity,
    Instant occurredAt,
    Instant until,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) long preceding) {
  public Usage {
    Objects.requireNonNull(meter, "meter");
    Objects.requireNonNull(occurredAt, "occurredAt");
    if (quantity < 0) {
      throw new IllegalArgumentException("a quantity is never negative: " + quantity);
    }
  }

  /** That continues nothing, and that nothing can follow. */
  public Usage(
      Meter meter,
      String leg,
      Carrier carrier,
      Direction direction,
      DestinationClass destinationClass,
      String party,
      long quantity,
      Instant occurredAt) {
    this(meter, leg, carrier, direction, destinationClass, party, quantity, occurredAt, null, 0);
  }

  /** The same at another time. */
  public Usage at(Instant instant) {
    return new Usage(
        meter,
        leg,
        carrier,
        direction,
        destinationClass,
        party,
        quantity,
        instant,
        until,
        preceding);
  }

  /** The same, carried by another. */
  public Usage carriedBy(Carrier other) {
    return new Usage(
        meter,
        leg,
        other,
        direction,
        destinationClass,
        party,
        quantity,
        occurredAt,
        until,
        preceding);
  }

  /** The same of another quantity. */
  public Usage counting(long units) {
    return new Usage(
        meter,
        leg,
        carrier,
        direction,
        destinationClass,
        party,
        units,
        occurredAt,
        until,
        preceding);
  }

  /** The same, over at that time. */
  public Usage until(Instant end) {
    return new Usage(
        meter,
        leg,
        carrier,
        direction,
        destinationClass,
        party,
        quantity,
        occurredAt,
        end,
        preceding);
  }

  /** The same, continuing so much. */
  public Usage continuing(long quantityBefore) {
    return new Usage(
        meter,
        leg,
        carrier,
        direction,
        destinationClass,
        party,
        quantity,
        occurredAt,
        until,
        quantityBefore);
  }

  /** Whether both come to the same under every tariff. */
  public boolean isRatedAs(Usage other) {
    return other != null && until(null).equals(other.until(null));
  }

  /** Whether it may be one of successive calls: with somebody, answered, and over. */
  public boolean mayBeJoined() {
    return meter == Meter.VOICE_MINUTE && party != null && until != null && quantity > 0;
  }

  /** Whether both are calls with the same number, in the same direction. */
  public boolean isWithTheSame(Usage other) {
    return party.equals(other.party)
        && Objects.equals(leg, other.leg)
        && direction == other.direction;
  }
}
