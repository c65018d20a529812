package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How a message travels. */
public enum Channel {
  SMS("sms"),
  WHATSAPP("whatsapp");

  private final String wire;

  Channel(String wire) {
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
  public static Channel of(String wire) {
    return WireWords.of(values(), Channel::wire, wire);
  }
}
