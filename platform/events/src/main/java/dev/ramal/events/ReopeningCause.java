package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Why what a budget held back may go on. */
public enum ReopeningCause {
  /** Somebody raised it, or lets it stop nothing any more. */
  CHANGED("changed"),
  /** Somebody took it away. */
  DELETED("deleted"),
  /** Its month is over. */
  MONTH_ENDED("month-ended");

  private final String wire;

  ReopeningCause(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /** Null for null and for a word that this version does not know. */
  @JsonCreator
  public static ReopeningCause find(String wire) {
    return WireWords.find(values(), ReopeningCause::wire, wire);
  }
}
