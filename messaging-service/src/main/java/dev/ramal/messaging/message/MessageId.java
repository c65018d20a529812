package dev.ramal.messaging.message;

import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

/** Our id of a message: a UUID (version 7 when we sent it), opaque to everybody else. */
public record MessageId(String value) {
  public MessageId {
    Objects.requireNonNull(value, "message id");
  }

  /**
   * Of a message that somebody sent us: whoever hears of it first, in any process, gives it the
   * same, so that the lines of a bill do not depend on it.
   *
   * @param carriersId the carrier's name of it; never null
   */
  public static MessageId ofReceived(TenantId tenant, Carrier carrier, String carriersId) {
    String name = tenant.value() + " " + carrier.wire() + " " + carriersId;
    return new MessageId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
  }

  @Override
  public String toString() {
    return value;
  }
}
