package dev.ramal.messaging.message;

import dev.ramal.messaging.message.MessageTransition.Ignored.IgnoreReason;
import java.time.Instant;

/** A rule of ours forbids it now, as when the WhatsApp window closed while it waited. */
public record SendingDenied(FailureCause cause, Instant at) implements MessageFact {
  @Override
  public MessageTransition on(Message message) {
    MessageProgress now = message.progress();
    boolean waiting = message.state() == MessageState.ACCEPTED;
    return message.advance(
        waiting ? now.merge(MessageState.DENIED, cause, at) : now, at, IgnoreReason.LATE);
  }
}
