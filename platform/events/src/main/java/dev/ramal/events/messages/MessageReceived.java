package dev.ramal.events.messages;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.Media;
import dev.ramal.events.MessageContent;
import java.time.Instant;
import java.util.List;

/**
 * A contact wrote.
 *
 * <p>Type {@code dev.ramal.messages.MessageReceived}.
 *
 * @param from E.164, normalized; else the sender as it came, as a short code or a name; empty when
 *     nobody was named
 * @param to E.164
 * @param media never null; each lies at an address of ours
 * @param content what came that is neither text nor media; null when nothing did
 * @param contactName null when not said
 * @param replyToMessageId ours; null when not a reply
 * @param replyInferred whether we only take it for a reply to that message, because it was the last
 *     one before; null when not a reply
 */
public record MessageReceived(
    String messageId,
    String conversationId,
    Channel channel,
    String from,
    String to,
    String body,
    List<Media> media,
    MessageContent content,
    String contactName,
    String replyToMessageId,
    Boolean replyInferred,
    Carrier carrier,
    String connectionId,
    String carrierMessageId,
    int segments,
    Instant receivedAt) {
  public static final String TYPE = "dev.ramal.messages.MessageReceived";

  public MessageReceived {
    media = media == null ? List.of() : List.copyOf(media);
  }
}
