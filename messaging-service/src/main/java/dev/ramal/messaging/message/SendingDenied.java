package dev.ramal.messaging.message;

import dev.ramal.messaging.message.Transition.Ignored.Because;
import java.time.Instant;

/** A rule of ours forbids it now, as when the WhatsApp window closed while it waited. */
public record SendingDenied(FailureCause cause, Instant at) implements MessageFact {
  @Override
  public Transition on(Message message) {
    Progress now = message.progress();
    boolean waiting = message.state() == MessageState.ACCEPTED;
    return message.advance(
        waiting ? now.merge(MessageState.DENIED, cause, at) : now, at, Because.LATE);
  }
}
