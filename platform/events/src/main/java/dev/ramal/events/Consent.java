package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What must have happened before a call may be recorded. */
public enum Consent {
  /** The lead was told, to the end. */
  ANNOUNCEMENT("announcement"),
  /** The lead was told, and then pressed the key that agrees. */
  KEY("key");

  private final String wire;

  Consent(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /** Null for null and for a word that this version does not know. */
  @JsonCreator
  public static Consent find(String wire) {
    return WireWords.find(values(), Consent::wire, wire);
  }
}
