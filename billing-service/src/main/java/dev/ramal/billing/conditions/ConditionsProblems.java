package dev.ramal.billing.conditions;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;

/** Codes of what is agreed. */
public final class ConditionsProblems {
  private ConditionsProblems() {}

  public static ProblemException badConditions(String field, String message) {
    return Problem.of(422, "BILLING-0041", "The conditions cannot be used")
        .field(field, message)
        .exception();
  }

  public static ProblemException conditionsAreSettled(BillingMonth earliest) {
    return Problem.of(409, "BILLING-0042", "The conditions are settled")
        .detail("A month whose invoice was issued keeps its conditions.")
        .field("fromMonth", "must be " + earliest + " or later")
        .exception();
  }
}
