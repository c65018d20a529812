package dev.ramal.messaging.message;

import dev.ramal.messaging.message.MessageTransition.Ignored.IgnoreReason;
import dev.ramal.messaging.message.MessageTransition.NotYet;
import java.time.Instant;

/** The carrier answered that it does not take the message. */
public record CarrierRefused(FailureCause cause, Instant at) implements MessageFact {
  @Override
  public MessageTransition on(Message message) {
    return switch (message.state()) {
      case ACCEPTED -> new NotYet("the carrier refused what we have not begun to send");
      case SENDING, SENDING_UNKNOWN ->
          message.advance(
              message.progress().merge(MessageState.FAILED, cause, at), at, IgnoreReason.REPEATED);
      default -> message.advance(message.progress(), at, IgnoreReason.LATE);
    };
  }
}
