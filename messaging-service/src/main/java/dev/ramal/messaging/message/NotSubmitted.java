package dev.ramal.messaging.message;

import dev.ramal.messaging.message.MessageTransition.Ignored.IgnoreReason;
import java.time.Instant;

/**
 * It is proven that the carrier does not have it (throttled, unreachable, not in its list): it may
 * be sent again. Any word of the carrier about the message is stronger than this proof.
 */
public record NotSubmitted(Instant at) implements MessageFact {
  @Override
  public MessageTransition on(Message message) {
    MessageProgress now = message.progress();
    return message.advance(
        message.isUnanswered() ? now.withState(MessageState.ACCEPTED) : now, at, IgnoreReason.LATE);
  }
}
