package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Where a message stands, as carriers report it. */
public enum MessageStatus {
  ACCEPTED("accepted"),
  SENDING("sending"),
  SENT("sent"),
  DELIVERED("delivered"),
  READ("read"),
  UNDELIVERED("undelivered"),
  FAILED("failed"),
  EXPIRED("expired"),
  UNCONFIRMED("unconfirmed"),
  CANCELED("canceled");

  private final String wire;

  MessageStatus(String wire) {
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
  public static MessageStatus of(String wire) {
    return WireWords.of(values(), MessageStatus::wire, wire);
  }
}
