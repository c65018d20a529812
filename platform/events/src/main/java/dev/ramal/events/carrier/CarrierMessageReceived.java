package dev.ramal.events.carrier;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.Media;
import dev.ramal.events.RawCallback;
import java.time.Instant;
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
 * @param carrier who said it
 * @param connectionId the carrier account it came through
 * @param occurredAt the carrier's time where given, else the time of receipt
 * @param receivedAt when the gateway read it
 * @param sequence the carrier's order hint, from 0; null where it gives none
 * @param raw the callback as received, secrets stripped; for audit
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
    Carrier carrier,
    String connectionId,
    Instant occurredAt,
    Instant receivedAt,
    Integer sequence,
    RawCallback raw)
    implements CarrierMessageFact {
  public static final String TYPE = "dev.ramal.carrier.message.received";

  public CarrierMessageReceived {
    media = media == null ? List.of() : List.copyOf(media);
  }
}
