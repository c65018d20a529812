package dev.ramal.billing.simulation;

import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;

/** What can be wrong with a simulation. */
final class SimulationProblems {
  private SimulationProblems() {}

  static ProblemException bad(String field, String message, String... allowed) {
    return Problem.of(400, "BILLING-0055", "Not a simulation")
        .field(field, message, allowed)
        .exception();
  }

  static ProblemException unknownTariff(String version) {
    return Problem.of(422, "BILLING-0056", "No such tariff version")
        .detail("GET /api/billing/tariffs lists those of your organization and the reference.")
        .field("tariff", version + " is neither your organization's nor of the reference")
        .exception();
  }
}
