package dev.ramal.messaging.message;

import dev.ramal.messaging.message.MessageTransition.Ignored.IgnoreReason;
import dev.ramal.messaging.message.MessageTransition.NotYet;
import java.time.Instant;

/**
 * The carrier answered with its id.
 *
 * @param segments null when not said
 */
public record CarrierAccepted(String carrierMessageId, Integer segments, Instant at)
    implements MessageFact {
  @Override
  public MessageTransition on(Message message) {
    if (message.state() == MessageState.ACCEPTED) {
      return new NotYet("the carrier took what we have not begun to send");
    }
    MessageProgress next =
        message
            .progress()
            .withCarrierMessageId(carrierMessageId)
            .withSegments(segments)
            .merge(MessageState.SENDING, null, at);
    return message.advance(next, at, IgnoreReason.REPEATED);
  }
}
