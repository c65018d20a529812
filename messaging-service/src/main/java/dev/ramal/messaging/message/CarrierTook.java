package dev.ramal.messaging.message;

import dev.ramal.messaging.message.Transition.Ignored.Because;
import dev.ramal.messaging.message.Transition.NotYet;
import java.time.Instant;

/**
 * The carrier answered with its id.
 *
 * @param segments null when not said
 */
public record CarrierTook(String carrierMessageId, Integer segments, Instant at)
    implements MessageFact {
  @Override
  public Transition on(Message message) {
    if (message.state() == MessageState.ACCEPTED) {
      return new NotYet("the carrier took what we have not begun to send");
    }
    Progress next =
        message
            .progress()
            .withCarrierMessageId(carrierMessageId)
            .withSegments(segments)
            .merge(MessageState.SENDING, null, at);
    return message.advance(next, at, Because.REPEATED);
  }
}
