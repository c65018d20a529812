package dev.ramal.calls.history;

import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;

/** The one answer to "no such call" and to "not your call": nobody learns which. */
public final class UnknownCall {
  private UnknownCall() {}

  public static ProblemException problem() {
    return Problem.of(404, "CALLS-0404", "No such call")
        .detail("There is no call of this id among the calls you may see.")
        .exception();
  }
}
