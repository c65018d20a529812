package dev.ramal.messaging.message;

import dev.ramal.messaging.message.MessageTransition.Ignored.IgnoreReason;
import java.time.Instant;

/** We tried as often as we may and the carrier never had it. */
public record SendingAbandoned(FailureCause cause, Instant at) implements MessageFact {
  @Override
  public MessageTransition on(Message message) {
    MessageProgress now = message.progress();
    boolean waiting = message.state() == MessageState.ACCEPTED;
    return message.advance(
        waiting ? now.merge(MessageState.FAILED, cause, at) : now, at, IgnoreReason.LATE);
  }
}
