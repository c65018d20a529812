package dev.ramal.messaging.message;

import dev.ramal.messaging.message.MessageTransition.Ignored.IgnoreReason;
import java.time.Instant;

/** We are about to hand it to the carrier. Whoever is not told {@code Applied} must not send. */
public record SendingStarted(Instant at) implements MessageFact {
  @Override
  public MessageTransition on(Message message) {
    MessageProgress now = message.progress();
    boolean first = message.state() == MessageState.ACCEPTED;
    return message.advance(
        first ? now.withState(MessageState.SENDING) : now, at, IgnoreReason.REPEATED);
  }
}
