package dev.ramal.messaging.message;

import dev.ramal.messaging.message.Transition.Ignored.Because;
import dev.ramal.messaging.message.Transition.NotYet;
import java.time.Instant;

/** The carrier answered that it does not take the message. */
public record CarrierRefused(FailureCause cause, Instant at) implements MessageFact {
  @Override
  public Transition on(Message message) {
    return switch (message.state()) {
      case ACCEPTED -> new NotYet("the carrier refused what we have not begun to send");
      case SENDING, SENDING_UNKNOWN ->
          message.advance(
              message.progress().merge(MessageState.FAILED, cause, at), at, Because.REPEATED);
      default -> message.advance(message.progress(), at, Because.LATE);
    };
  }
}
