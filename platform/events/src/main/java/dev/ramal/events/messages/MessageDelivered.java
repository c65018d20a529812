package dev.ramal.events.messages;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import java.time.Instant;

/**
 * The message reached the handset.
 *
 * <p>Type {@code dev.ramal.messages.MessageDelivered}.
 *
 * @param to E.164
 */
public record MessageDelivered(
    String messageId,
    Channel channel,
    String from,
    String to,
    Carrier carrier,
    String connectionId,
    String carrierMessageId,
    int segments,
    Instant deliveredAt) {
  public static final String TYPE = "dev.ramal.messages.MessageDelivered";
}
