package dev.ramal.billing.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Why an entry stands in the ledger. */
public enum EntryKind {
  /** What was used, whole: nothing was charged for it before. */
  USAGE("usage"),
  /** The call was corrected: the difference to what stood before. */
  CORRECTION("correction"),
  /** The carrier named its real price: the difference to the estimate. */
  REAL_COST("real-cost");

  private final String wire;

  EntryKind(String wire) {
    this.wire = wire;
  }

  /** The word in the ledger, in events and in exports. */
  @JsonValue
  public String wire() {
    return wire;
  }

  @JsonCreator
  public static EntryKind of(String wire) {
    return Arrays.stream(values())
        .filter(kind -> kind.wire.equals(wire))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such kind of entry: " + wire));
  }
}
