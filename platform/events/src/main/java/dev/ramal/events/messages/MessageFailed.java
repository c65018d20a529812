package dev.ramal.events.messages;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.WhatsAppCategory;
import java.time.Instant;

/**
 * The message did not arrive and will not.
 *
 * <p>Type {@code dev.ramal.messages.MessageFailed}.
 *
 * @param to E.164
 * @param carrier null when no carrier was reached
 * @param status which kind of failure
 * @param code the carrier's code; null when none
 * @param reason translated for the tenant, pt-BR
 * @param agentId who sent it; null when nobody of ours, or told by a version before this field
 * @param agentName null when unknown
 * @param contactId null when unknown
 * @param acceptedAt when it was taken, or for when it was scheduled: the same however its news
 *     come; null from a version before this field
 * @param category by which WhatsApp prices it; null for an SMS, and from a version before this
 *     field
 */
public record MessageFailed(
    String messageId,
    Channel channel,
    String to,
    Carrier carrier,
    MessageStatus status,
    String code,
    String reason,
    Instant failedAt,
    String agentId,
    String agentName,
    String contactId,
    Instant acceptedAt,
    WhatsAppCategory category) {
  public static final String TYPE = "dev.ramal.messages.MessageFailed";
}
