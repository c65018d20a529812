package dev.ramal.messaging.message;

import dev.ramal.messaging.message.Transition.Ignored.Because;
import java.time.Instant;

/**
 * It is proven that the carrier does not have it (throttled, unreachable, not in its list): it may
 * be sent again. Any word of the carrier about the message is stronger than this proof.
 */
public record HeldBack(Instant at) implements MessageFact {
  @Override
  public Transition on(Message message) {
    Progress now = message.progress();
    boolean unknownToCarrier =
        now.carrierMessageId() == null
            && (now.state() == MessageState.SENDING || now.state() == MessageState.SENDING_UNKNOWN);
    return message.advance(
        unknownToCarrier ? now.withState(MessageState.ACCEPTED) : now, at, Because.LATE);
  }
}
