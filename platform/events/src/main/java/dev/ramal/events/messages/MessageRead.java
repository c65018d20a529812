package dev.ramal.events.messages;

import dev.ramal.events.Channel;
import java.time.Instant;

/**
 * The message was opened.
 *
 * <p>Type {@code dev.ramal.messages.MessageRead}.
 *
 * @param agentId who sent it; null when nobody of ours, or told by a version before this field
 * @param agentName null when unknown
 * @param contactId null when unknown
 */
public record MessageRead(
    String messageId,
    Channel channel,
    String to,
    Instant readAt,
    String agentId,
    String agentName,
    String contactId) {
  public static final String TYPE = "dev.ramal.messages.MessageRead";
}
