package dev.ramal.events.messages;

import dev.ramal.events.Channel;
import java.time.Instant;

/**
 * A message was taken for sending.
 *
 * <p>Type {@code dev.ramal.messages.MessageAccepted}.
 *
 * @param from null before routing
 * @param to E.164
 * @param segments computed on the encoded text
 * @param agentName null when unknown
 * @param contactId null when unknown
 * @param sendAt not to leave earlier; null for at once, or told by a version before this field
 */
public record MessageAccepted(
    String messageId,
    Channel channel,
    String from,
    String to,
    String body,
    int segments,
    String agentId,
    String agentName,
    String contactId,
    Instant acceptedAt,
    Instant sendAt) {
  public static final String TYPE = "dev.ramal.messages.MessageAccepted";
}
