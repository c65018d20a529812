package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Seen from the organization. */
public enum Direction {
  INBOUND,
  OUTBOUND;

  @JsonValue
  public String wire() {
    return WireName.of(this);
  }

  /**
   * @throws IllegalArgumentException for an unknown name
   */
  @JsonCreator
  public static Direction of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
