package dev.ramal.events.messages;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.WhatsAppCategory;
import java.time.Instant;

/**
 * The message was opened.
 *
 * <p>Type {@code dev.ramal.messages.MessageRead}.
 *
 * @param agentId who sent it; null when nobody of ours, or told by a version before this field
 * @param agentName null when unknown
 * @param contactId null when unknown
 * @param acceptedAt when it was taken, or for when it was scheduled: the same however its news
 *     come; null from a version before this field
 * @param carrier null from a version before this field
 * @param category by which WhatsApp prices it; null for an SMS, and from a version before this
 *     field
 */
public record MessageRead(
    String messageId,
    Channel channel,
    String to,
    Instant readAt,
    String agentId,
    String agentName,
    String contactId,
    Instant acceptedAt,
    Carrier carrier,
    WhatsAppCategory category) {
  public static final String TYPE = "dev.ramal.messages.MessageRead";
}
