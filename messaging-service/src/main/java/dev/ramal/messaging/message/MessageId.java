package dev.ramal.messaging.message;

import java.util.Objects;

/** Our id of a message: a UUIDv7, opaque to everybody else. */
public record MessageId(String value) {
  public MessageId {
    Objects.requireNonNull(value, "message id");
  }

  @Override
  public String toString() {
    return value;
  }
}
