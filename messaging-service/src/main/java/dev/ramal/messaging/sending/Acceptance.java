package dev.ramal.messaging.sending;

import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.permission.MessageVerdicts.Kept;
import java.util.function.Supplier;

/** What became of one message that somebody wanted to send. */
sealed interface Acceptance {

  /**
   * It is stored and will be sent once.
   *
   * @param verdict why it may
   */
  record Accepted(Message message, Kept verdict) implements Acceptance {}

  /** Nothing of it is stored. */
  record Refused(ProblemException why) implements Acceptance {
    Problem problem() {
      return why.problem();
    }
  }

  /** What {@code work} answers; a problem is an answer too. */
  static Acceptance of(Supplier<Accepted> work) {
    try {
      return work.get();
    } catch (ProblemException e) {
      return new Refused(e);
    }
  }

  /**
   * @throws ProblemException why it was refused
   */
  default Message orThrow() {
    if (this instanceof Refused refused) {
      throw refused.why();
    }
    return ((Accepted) this).message();
  }
}
