package dev.ramal.messaging.message;

import dev.ramal.messaging.message.Transition.Ignored.Because;
import java.time.Instant;

/** We tried as often as we may and the carrier never had it. */
public record SendingAbandoned(FailureCause cause, Instant at) implements MessageFact {
  @Override
  public Transition on(Message message) {
    Progress now = message.progress();
    boolean waiting = message.state() == MessageState.ACCEPTED;
    return message.advance(
        waiting ? now.merge(MessageState.FAILED, cause, at) : now, at, Because.LATE);
  }
}
