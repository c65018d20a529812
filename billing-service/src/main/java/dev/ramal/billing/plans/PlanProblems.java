package dev.ramal.billing.plans;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;
import java.time.LocalDate;
import java.util.Collection;

/** Codes of choosing a plan. */
public final class PlanProblems {
  private PlanProblems() {}

  public static ProblemException unknownPlan(Collection<String> known) {
    return Problem.of(422, "BILLING-0004", "No such plan")
        .field("plan", "is no plan of that month", known.toArray(String[]::new))
        .exception();
  }

  public static ProblemException monthIsPast(BillingMonth current) {
    return Problem.of(422, "BILLING-0005", "The month is past")
        .detail("A plan is chosen for the current month or a later one.")
        .field("fromMonth", "must be " + current + " or later")
        .exception();
  }

  public static ProblemException monthHasBegun(BillingMonth next) {
    return Problem.of(422, "BILLING-0015", "The month has begun")
        .detail(
            "You choose from next month on; for the current one ask whoever runs Ramal for you.")
        .field("fromMonth", "must be " + next + " or later")
        .exception();
  }

  public static ProblemException dayHasBegun(LocalDate earliest) {
    return Problem.of(422, "BILLING-0040", "The day has begun")
        .detail("A plan is chosen from a day that is still to come.")
        .field("fromDay", "must be " + earliest + " or later")
        .exception();
  }
}
