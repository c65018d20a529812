package dev.ramal.events.carrier;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.ramal.events.Channel;
import dev.ramal.events.Media;
import java.util.List;

/**
 * Somebody wrote to one of our numbers.
 *
 * <p>Type {@code dev.ramal.carrier.message.received}.
 *
 * @param messageId our id of the message, as it came back signed; null for a message we did not
 *     send
 * @param carrierMessageId the carrier's id
 * @param from E.164
 * @param to E.164
 * @param body never null, perhaps empty
 * @param media never null
 * @param contactName as the channel shows it; null when not said
 * @param replyTo the carrier's id of our message that this answers; null when not said
 * @param segments null when not said
 */
public record CarrierMessageReceived(
    String messageId,
    String carrierMessageId,
    String from,
    String to,
    Channel channel,
    String body,
    List<Media> media,
    String contactName,
    String replyTo,
    Integer segments,
    @JsonUnwrapped FactOrigin origin)
    implements CarrierMessageFact {
  public static final String TYPE = "dev.ramal.carrier.message.received";

  public CarrierMessageReceived {
    media = media == null ? List.of() : List.copyOf(media);
  }
}
