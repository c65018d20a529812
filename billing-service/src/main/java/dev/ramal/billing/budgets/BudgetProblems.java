package dev.ramal.billing.budgets;

import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;
import java.util.UUID;

/** Codes of budgets. */
public final class BudgetProblems {
  private BudgetProblems() {}

  public static ProblemException unknownBudget() {
    return Problem.of(404, "BILLING-0070", "No such budget")
        .detail("There is no budget with this id in your organization, or not in that month.")
        .exception();
  }

  /** There is one that limits the same sum of the same people. */
  public static ProblemException budgetExists(UUID id, String name) {
    return Problem.of(409, "BILLING-0071", "There is a budget of the same")
        .detail("Change the one that exists: PUT /api/billing/budgets/%s.".formatted(id))
        .field("subjects", "have a budget: " + name)
        .with("budgetId", id.toString())
        .exception();
  }

  public static ProblemException notTheNewestBudget(int newest) {
    return Problem.of(409, "BILLING-0072", "Not the newest version of the budget")
        .detail("Somebody else has changed it: read it again.")
        .field("version", "is not %d, the newest".formatted(newest))
        .exception();
  }

  public static ProblemException tooManyBudgets(int most) {
    return Problem.of(422, "BILLING-0073", "Too many budgets")
        .detail("At most %d may hold at a time; withdraw one.".formatted(most))
        .exception();
  }

  /** Fields are added by the caller. */
  public static Problem badBudget() {
    return Problem.of(400, "BILLING-0074", "The budget is not valid");
  }
}
