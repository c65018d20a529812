package dev.ramal.billing.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a line stands in the ledger. */
public enum EntryKind {
  /** What was used, whole: nothing was charged for it before. */
  USAGE,
  /** The call was corrected: the difference to what stood before. */
  CORRECTION,
  /** The carrier named its real price: the difference to the estimate. */
  REAL_COST;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @JsonCreator
  public static EntryKind of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
