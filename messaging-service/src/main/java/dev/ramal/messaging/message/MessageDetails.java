package dev.ramal.messaging.message;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.Media;
import dev.ramal.events.MessageContent;
import dev.ramal.events.TenantId;
import dev.ramal.messaging.message.MessageFact.Rerouted;
import java.time.Instant;
import java.util.List;

/**
 * What never changes of a message; only through which account it goes may, until one has taken it.
 *
 * @param conversationId the thread of tenant, contact and channel
 * @param body as written; never null, perhaps empty
 * @param media as the carrier keeps it; never null; empty for what we send
 * @param content what came that is neither text nor media; null when nothing did
 * @param replyTo what this message answers; null when it answers none we know
 * @param connectionId the carrier account it goes or came through
 * @param author who wrote it; null for an inbound message
 * @param contactId the CRM's; null when unknown
 * @param createdAt when we took it; of an inbound message, when the carrier got it
 * @param purpose what it is sent for; never null
 */
public record MessageDetails(
    MessageId id,
    TenantId tenant,
    Direction direction,
    Channel channel,
    String conversationId,
    Party from,
    Party to,
    String body,
    List<Media> media,
    MessageContent content,
    ReplyTo replyTo,
    Carrier carrier,
    ConnectionId connectionId,
    Author author,
    String contactId,
    Instant createdAt,
    Purpose purpose) {

  /** The same message from another number of ours. */
  MessageDetails through(Rerouted other) {
    return new MessageDetails(
        id,
        tenant,
        direction,
        channel,
        conversationId,
        other.from(),
        to,
        body,
        media,
        content,
        replyTo,
        other.carrier(),
        other.connectionId(),
        author,
        contactId,
        createdAt,
        purpose);
  }

  /** The agent who wrote a message. */
  public record Author(String userId, String name) {}
}
