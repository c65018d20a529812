package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a message travels. */
public enum Channel {
  SMS,
  WHATSAPP;

  @JsonValue
  public String wire() {
    return WireName.of(this);
  }

  /**
   * @throws IllegalArgumentException for an unknown name
   */
  @JsonCreator
  public static Channel of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
