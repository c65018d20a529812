package dev.ramal.billing.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Where what led to an entry came from. */
public enum EntryCause {
  /**
   * An event that something led to: nearly always a carrier's callback, sometimes a deadline or a
   * command to the carrier. Events name all of these by ids that cannot be told apart.
   */
  EVENT("event"),
  /** An event that nothing led to: the carrier was asked, as for its price, or a person acted. */
  INQUIRY("inquiry"),
  /** What this service finds by itself: months of numbers, days of storage. */
  METERING("metering"),
  /** Somebody had rated again what no tariff or exchange rate covered before. */
  RERATING("rerating");

  /** What {@link #EVENT} was called at first; entries that say so stay as they are. */
  private static final String EVENT_AT_FIRST = "callback";

  private final String wire;

  EntryCause(String wire) {
    this.wire = wire;
  }

  /** The word in the ledger and in the API. */
  @JsonValue
  public String wire() {
    return wire;
  }

  @JsonCreator
  public static EntryCause of(String wire) {
    if (EVENT_AT_FIRST.equals(wire)) {
      return EVENT;
    }
    return Arrays.stream(values())
        .filter(cause -> cause.wire.equals(wire))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such cause of an entry: " + wire));
  }
}
