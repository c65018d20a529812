package dev.ramal.crm.timeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.events.MessageStatus;
import java.util.stream.Stream;

/**
 * How far a message is known to have come. Of two the later constant is the truth, in whichever
 * order they are told: messaging-service ranks them so.
 */
public enum MessageStanding {
  ACCEPTED("accepted"),
  HELD("held"),
  SENT("sent"),
  UNCONFIRMED("unconfirmed"),
  CANCELED("canceled"),
  EXPIRED("expired"),
  FAILED("failed"),
  UNDELIVERED("undelivered"),
  DELIVERED("delivered"),
  READ("read"),
  RECEIVED("received");

  private final String wire;

  MessageStanding(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  @JsonCreator
  static MessageStanding of(String wire) {
    return Stream.of(values()).filter(each -> each.wire.equals(wire)).findFirst().orElseThrow();
  }

  /** Of one that did not arrive. */
  static MessageStanding of(MessageStatus failed) {
    return switch (failed) {
      case CANCELED -> CANCELED;
      case EXPIRED -> EXPIRED;
      case UNDELIVERED -> UNDELIVERED;
      default -> FAILED;
    };
  }
}
