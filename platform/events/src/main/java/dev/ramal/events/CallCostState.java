package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How much is known of what a call or a message costs. */
public enum CallCostState {
  /** The carrier's own price of a leg or of the message is missing: by the tariff until then. */
  ESTIMATED("estimated"),
  /** The carrier has named its price of every leg that it charges, or of the message. */
  REAL("real"),
  /** Something that was booked before was corrected; by what, the ledger explains. */
  AMENDED("amended");

  private final String wire;

  CallCostState(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /** Null for null and for a word that this version does not know. */
  @JsonCreator
  public static CallCostState find(String wire) {
    return WireWords.find(values(), CallCostState::wire, wire);
  }
}
