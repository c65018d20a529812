package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How a call or a leg ended. */
public enum CallOutcome {
  COMPLETED("completed"),
  BUSY("busy"),
  NO_ANSWER("no-answer"),
  FAILED("failed"),
  CANCELED("canceled");

  private final String wire;

  CallOutcome(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /**
   * @throws IllegalArgumentException for an unknown word
   */
  @JsonCreator
  public static CallOutcome of(String wire) {
    return WireWords.of(values(), CallOutcome::wire, wire);
  }
}
