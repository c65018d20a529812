package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Seen from the organization. */
public enum Direction {
  INBOUND("inbound"),
  OUTBOUND("outbound");

  private final String wire;

  Direction(String wire) {
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
  public static Direction of(String wire) {
    return WireWords.of(values(), Direction::wire, wire);
  }
}
