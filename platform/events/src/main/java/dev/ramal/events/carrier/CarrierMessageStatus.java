package dev.ramal.events.carrier;

import dev.ramal.events.Carrier;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.Money;
import dev.ramal.events.RawCallback;
import java.time.Instant;

/**
 * News of a message we sent. Carries no order: merge by rank.
 *
 * <p>Type {@code dev.ramal.carrier.message.status}.
 *
 * @param messageId our id of the message, as it came back signed; null for a message we did not
 *     send
 * @param carrierMessageId the carrier's id
 * @param errorCode the carrier's code; null without an error
 * @param errorText null without an error
 * @param cost null when not said
 * @param segments null when not said
 * @param carrier who said it
 * @param connectionId the carrier account it came through
 * @param occurredAt the carrier's time where given, else the time of receipt
 * @param receivedAt when the gateway read it
 * @param sequence the carrier's order hint, from 0; null where it gives none
 * @param raw the callback as received, secrets stripped; for audit
 */
public record CarrierMessageStatus(
    String messageId,
    String carrierMessageId,
    MessageStatus status,
    String errorCode,
    String errorText,
    Money cost,
    Integer segments,
    Carrier carrier,
    String connectionId,
    Instant occurredAt,
    Instant receivedAt,
    Integer sequence,
    RawCallback raw)
    implements CarrierMessageFact {
  public static final String TYPE = "dev.ramal.carrier.message.status";
}
