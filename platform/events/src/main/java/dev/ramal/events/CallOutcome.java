package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a call or a leg ended. */
public enum CallOutcome {
  COMPLETED,
  BUSY,
  NO_ANSWER,
  FAILED,
  CANCELED;

  @JsonValue
  public String wire() {
    return WireName.of(this);
  }

  /**
   * @throws IllegalArgumentException for an unknown name
   */
  @JsonCreator
  public static CallOutcome of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
