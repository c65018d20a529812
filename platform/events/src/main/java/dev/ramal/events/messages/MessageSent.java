package dev.ramal.events.messages;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import java.time.Instant;

/**
 * The carrier handed the message on.
 *
 * <p>Type {@code dev.ramal.messages.MessageSent}.
 *
 * @param to E.164
 */
public record MessageSent(
    String messageId,
    Channel channel,
    String from,
    String to,
    Carrier carrier,
    String connectionId,
    String carrierMessageId,
    int segments,
    Instant sentAt) {
  public static final String TYPE = "dev.ramal.messages.MessageSent";
}
