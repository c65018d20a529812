package dev.ramal.billing.outbound;

import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;

/** What can be wrong with blocks that people make. */
final class OutboundProblems {
  private OutboundProblems() {}

  static ProblemException unknown() {
    return Problem.of(404, "BILLING-0193", "No such outbound block")
        .detail("There is no outbound block with this id in your organization.")
        .exception();
  }
}
