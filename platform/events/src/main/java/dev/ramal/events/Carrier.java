package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who carries calls and messages. */
public enum Carrier {
  TWILIO,
  TELNYX;

  @JsonValue
  public String wire() {
    return WireName.of(this);
  }

  /**
   * @throws IllegalArgumentException for an unknown name
   */
  @JsonCreator
  public static Carrier of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
