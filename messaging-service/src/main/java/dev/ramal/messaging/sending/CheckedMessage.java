package dev.ramal.messaging.sending;

import dev.ramal.kit.problem.ProblemException;
import java.time.Instant;

/**
 * What somebody wants to send, looked at.
 *
 * @param valid null where something is wrong
 * @param wrong null where nothing is
 */
record CheckedMessage(ValidMessage valid, ProblemException wrong) {

  /** What is wrong is carried along: a repetition is answered as the first request was. */
  static CheckedMessage of(NewMessage asked, Instant now) {
    try {
      return right(ValidMessage.of(asked, now));
    } catch (ProblemException e) {
      return wrong(e);
    }
  }

  static CheckedMessage right(ValidMessage valid) {
    return new CheckedMessage(valid, null);
  }

  static CheckedMessage wrong(ProblemException why) {
    return new CheckedMessage(null, why);
  }

  boolean isRight() {
    return wrong == null;
  }

  /**
   * @throws ProblemException what is wrong
   */
  ValidMessage orThrow() {
    if (wrong != null) {
      throw wrong;
    }
    return valid;
  }
}
