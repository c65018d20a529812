package dev.ramal.events.messages;

import dev.ramal.events.Channel;
import java.time.Instant;

/**
 * The message did not arrive within the time that the organization has set: an SMS follows it,
 * once. Should it arrive later after all, that is told as of every message.
 *
 * <p>Type {@code dev.ramal.messages.MessageReplaced}.
 *
 * @param to E.164
 * @param replacementId the SMS
 * @param agentId who wrote it; null when nobody of ours
 * @param contactId null when unknown
 */
public record MessageReplaced(
    String messageId,
    Channel channel,
    String to,
    String replacementId,
    Instant replacedAt,
    String agentId,
    String contactId) {
  public static final String TYPE = "dev.ramal.messages.MessageReplaced";
}
