package dev.ramal.messaging.message;

import dev.ramal.messaging.message.MessageTransition.Ignored.IgnoreReason;
import dev.ramal.messaging.message.MessageTransition.NotYet;
import java.time.Instant;

/** Nobody, the carrier included, can say what became of it. No proof that it was handed on. */
public record ReceiptOverdue(Instant at) implements MessageFact {
  @Override
  public MessageTransition on(Message message) {
    if (message.state() == MessageState.ACCEPTED) {
      return new NotYet("no news can be overdue before sending begins");
    }
    MessageProgress now = message.progress();
    return message.advance(
        now.withState(now.state().merge(MessageState.UNCONFIRMED)), at, IgnoreReason.LATE);
  }
}
