package dev.ramal.messaging.message;

import dev.ramal.messaging.message.MessageTransition.Ignored.IgnoreReason;
import dev.ramal.messaging.message.MessageTransition.NotYet;
import java.time.Instant;

/** We handed it over and got no usable answer. Means nothing once the carrier's id is known. */
public record OutcomeUnknown(Instant at) implements MessageFact {
  @Override
  public MessageTransition on(Message message) {
    if (message.state() == MessageState.ACCEPTED) {
      return new NotYet("no outcome can be missing before sending begins");
    }
    MessageProgress now = message.progress();
    return message.advance(
        message.isUnanswered() ? now.withState(MessageState.SENDING_UNKNOWN) : now,
        at,
        IgnoreReason.LATE);
  }
}
