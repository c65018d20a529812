package dev.ramal.events.carrier;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.ramal.events.Channel;
import dev.ramal.events.Media;
import dev.ramal.events.MessageContent;
import dev.ramal.events.Money;
import java.util.List;

/**
 * Somebody wrote to one of our numbers.
 *
 * <p>Type {@code dev.ramal.carrier.message.received}.
 *
 * @param messageId our id of the message, as it came back signed; null for a message we did not
 *     send
 * @param carrierMessageId the carrier's id
 * @param from E.164, or as it came: a short code, a name, WhatsApp's id of a person without a
 *     number; null when the carrier names nobody
 * @param to E.164
 * @param body never null, perhaps empty
 * @param media never null
 * @param content what came that is neither text nor media; null when nothing did
 * @param contactUserId WhatsApp's id of the person towards this business, the same with a number
 *     and without; null when not said
 * @param contactName as the channel shows it; null when not said
 * @param replyTo the carrier's id of our message that this answers; null when not said
 * @param segments null when not said
 * @param optedOut true when the carrier took it for a stop word and blocks the sender's answers,
 *     false when it took it for a start word and lifts that; null otherwise
 * @param cost what the carrier charges for it; null when not said, and from a version before this
 *     field
 */
public record CarrierMessageReceived(
    String messageId,
    String carrierMessageId,
    String from,
    String to,
    Channel channel,
    String body,
    List<Media> media,
    MessageContent content,
    String contactUserId,
    String contactName,
    String replyTo,
    Integer segments,
    Boolean optedOut,
    Money cost,
    @JsonUnwrapped FactOrigin origin)
    implements CarrierMessageFact {
  public static final String TYPE = "dev.ramal.carrier.message.received";

  public CarrierMessageReceived {
    media = media == null ? List.of() : List.copyOf(media);
  }
}
