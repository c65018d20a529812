package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Who ended a call: one of its two people, or the network or we ourselves. */
public enum ReleasingParty {
  AGENT("agent"),
  LEAD("lead"),
  SYSTEM("system");

  private final String wire;

  ReleasingParty(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /** Null for null and for a word that this version does not know. */
  @JsonCreator
  public static ReleasingParty find(String wire) {
    return WireWords.find(values(), ReleasingParty::wire, wire);
  }
}
