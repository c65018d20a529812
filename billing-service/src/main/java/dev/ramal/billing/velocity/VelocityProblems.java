package dev.ramal.billing.velocity;

import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;

/** Codes of velocity rules and of the blocks they make. */
public final class VelocityProblems {
  private VelocityProblems() {}

  public static ProblemException unknownVelocityRule() {
    return Problem.of(404, "BILLING-0075", "No such velocity rule")
        .detail("There is no velocity rule with this id in your organization.")
        .exception();
  }

  /** Fields are added by the caller. */
  public static Problem badVelocityRule() {
    return Problem.of(400, "BILLING-0076", "The velocity rule is not valid");
  }

  public static ProblemException tooManyVelocityRules(int most) {
    return Problem.of(422, "BILLING-0077", "Too many velocity rules")
        .detail("At most %d may hold at a time; take one away.".formatted(most))
        .exception();
  }

  public static ProblemException velocityRuleExists(String name) {
    return Problem.of(409, "BILLING-0078", "There is a velocity rule of this name")
        .field("name", name + " is taken")
        .exception();
  }

  public static ProblemException unknownVelocityBlock() {
    return Problem.of(404, "BILLING-0079", "No such block")
        .detail("There is no block with this id in your organization.")
        .exception();
  }
}
