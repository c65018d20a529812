package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a message stands, as carriers report it. */
public enum MessageStatus {
  ACCEPTED,
  SENDING,
  SENT,
  DELIVERED,
  READ,
  UNDELIVERED,
  FAILED,
  EXPIRED,
  UNCONFIRMED,
  CANCELED;

  @JsonValue
  public String wire() {
    return WireName.of(this);
  }

  /**
   * @throws IllegalArgumentException for an unknown name
   */
  @JsonCreator
  public static MessageStatus of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
