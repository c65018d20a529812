package dev.ramal.messaging.lineage;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.events.WireWords;
import java.util.Arrays;

/** What an event tells of; the earlier the constant, the more it says of several that are one. */
enum LineageKind {
  CALL,
  MESSAGE,
  /** A leg of which its carrier tells, not tied to a call by what it says itself. */
  CARRIER_CALL,
  /** A message of which its carrier tells; the same. */
  CARRIER_MESSAGE,
  /** A recording that names no call. */
  RECORDING,
  /** A use of which only the ledger's own id is told. */
  USAGE,
  INVOICE,
  BUDGET,
  /** A stop of calls and messages to numbers of one beginning. */
  PREFIX_BLOCK,
  EXPORT,
  /** What was written with a contact on one day, as one note of the CRM. */
  MESSAGE_DAY,
  TEMPLATE,
  CONTACT,
  /** A telephone number; its id is a part of its keyed hash. */
  NUMBER,
  AGENT,
  ALERT,
  CONNECTION,
  /** None of these: the event is known by itself alone. */
  EVENT;

  /** In rows and for clients. */
  @JsonValue
  String wire() {
    return WireWords.of(this);
  }

  static LineageKind of(String wire) {
    return Arrays.stream(values())
        .filter(kind -> kind.wire().equals(wire))
        .findFirst()
        .orElse(EVENT);
  }

  /** Whether it is a part of a call or message, and may be tied to it by others. */
  boolean isPart() {
    return switch (this) {
      case CARRIER_CALL, CARRIER_MESSAGE, RECORDING, USAGE -> true;
      default -> false;
    };
  }

  /** Whether what ties its events together ties them to those of a call or message. */
  boolean isOfCallOrMessage() {
    return this == CALL || this == MESSAGE || isPart();
  }
}
