package dev.ramal.billing.publication;

import dev.ramal.kit.problem.Problem;

/** Which revision of a draft somebody has looked at, as it stands in a query. */
final class Revision {
  private Revision() {}

  /**
   * @return null when it is left out
   * @throws dev.ramal.kit.problem.ProblemException 400 when it is no number
   */
  static Integer of(String text) {
    if (text == null) {
      return null;
    }
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw refused();
    }
    return Integer.valueOf(text);
  }

  /** As {@link #of}, of one that must be named. */
  static int required(String text) {
    Integer revision = of(text);
    if (revision == null) {
      throw refused();
    }
    return revision;
  }

  private static RuntimeException refused() {
    return Problem.badFields()
        .field("revision", "is the revision that was looked at: a whole number from 1")
        .exception();
  }
}
