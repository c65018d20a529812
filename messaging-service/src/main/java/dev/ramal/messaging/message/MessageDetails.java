package dev.ramal.messaging.message;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.Media;
import dev.ramal.events.MessageContent;
import dev.ramal.events.TenantId;
import dev.ramal.messaging.message.MessageFact.Rerouted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What never changes of a message; only through which account it goes may, until one has taken it.
 *
 * @param conversationId the thread of tenant, contact and channel
 * @param body as written; never null, perhaps empty
 * @param media never null; of an inbound message as the carrier keeps it, else where the carrier is
 *     to fetch it
 * @param content what it holds that is neither text nor media; null when nothing
 * @param replyTo what this message answers; null when it answers none we know
 * @param connectionId the carrier account it goes or came through
 * @param author who wrote it; null for an inbound message
 * @param contactId the CRM's; null when unknown
 * @param createdAt when we took it; of an inbound message, when the carrier got it
 * @param purpose what it is sent for; never null
 * @param sendAt not to leave earlier; null for at once, and for an inbound message
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
    Purpose purpose,
    Instant sendAt) {

  /** For how long it is not to leave, from when we took it. */
  public Duration waits() {
    return sendAt == null ? Duration.ZERO : Duration.between(createdAt, sendAt);
  }

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
        purpose,
        sendAt);
  }

  /** The agent who wrote a message, or the product itself. */
  public record Author(String userId, String name) {
    public static final Author PRODUCT = new Author("ramal", "Ramal");
  }

  /** Whether nobody of the organization wrote it. */
  public boolean isOurOwn() {
    return author != null && author.userId().equals(Author.PRODUCT.userId());
  }
}
