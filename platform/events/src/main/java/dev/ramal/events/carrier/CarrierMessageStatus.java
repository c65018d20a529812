package dev.ramal.events.carrier;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.Money;

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
 */
public record CarrierMessageStatus(
    String messageId,
    String carrierMessageId,
    MessageStatus status,
    String errorCode,
    String errorText,
    Money cost,
    Integer segments,
    @JsonUnwrapped FactOrigin origin)
    implements CarrierMessageFact {
  public static final String TYPE = "dev.ramal.carrier.message.status";
}
