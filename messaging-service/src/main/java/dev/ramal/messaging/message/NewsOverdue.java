package dev.ramal.messaging.message;

import dev.ramal.messaging.message.Transition.Ignored.Because;
import dev.ramal.messaging.message.Transition.NotYet;
import java.time.Instant;

/** Nobody, the carrier included, can say what became of it. No proof that it was handed on. */
public record NewsOverdue(Instant at) implements MessageFact {
  @Override
  public Transition on(Message message) {
    if (message.state() == MessageState.ACCEPTED) {
      return new NotYet("no news can be overdue before sending begins");
    }
    Progress now = message.progress();
    return message.advance(
        now.withState(now.state().merge(MessageState.UNCONFIRMED)), at, Because.LATE);
  }
}
