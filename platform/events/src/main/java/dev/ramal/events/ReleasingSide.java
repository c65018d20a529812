package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Which side of one leg hung up, as a carrier tells it. Who that is, the call knows. */
public enum ReleasingSide {
  CALLER("caller"),
  CALLEE("callee");

  private final String wire;

  ReleasingSide(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /** Null for null and for a word that this version does not know. */
  @JsonCreator
  public static ReleasingSide find(String wire) {
    return WireWords.find(values(), ReleasingSide::wire, wire);
  }
}
