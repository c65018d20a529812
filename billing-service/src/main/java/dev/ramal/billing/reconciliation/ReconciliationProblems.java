package dev.ramal.billing.reconciliation;

import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;
import java.time.Duration;

/** What can be wrong with a reconciliation. */
final class ReconciliationProblems {
  private ReconciliationProblems() {}

  static ProblemException unknown() {
    return Problem.of(404, "BILLING-0050", "No such reconciliation")
        .detail("There is no reconciliation with this id in your organization.")
        .exception();
  }

  static ProblemException badSetting(String field, String message, String... allowed) {
    return Problem.of(400, "BILLING-0051", "Not a setting of a reconciliation")
        .field(field, message, allowed)
        .exception();
  }

  /** Fields are added: {@code row 17.Price}. */
  static Problem badFile() {
    return Problem.of(400, "BILLING-0052", "The carrier's file cannot be read")
        .detail("Nothing of it was imported. Rows are counted as a spreadsheet does, from 1.");
  }

  static ProblemException underWay() {
    return Problem.of(429, "BILLING-0053", "A reconciliation is under way")
        .detail("Your organization compares one file at a time; wait for it to end.")
        .exception(Duration.ofSeconds(10));
  }

  static ProblemException notAFile() {
    return Problem.of(415, "BILLING-0054", "Not a file")
        .detail("Send the file itself as the body, with Content-Type: text/csv.")
        .exception();
  }
}
