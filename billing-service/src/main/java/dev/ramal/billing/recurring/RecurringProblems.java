package dev.ramal.billing.recurring;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;
import java.time.Duration;

/** Codes of what is charged for time. */
final class RecurringProblems {
  private RecurringProblems() {}

  /**
   * @param days of the month that are metered
   * @param again after how long it may be
   */
  static ProblemException storageIsNotMetered(BillingMonth month, int days, Duration again) {
    return Problem.of(409, "BILLING-0197", "The storage of the month is not metered yet")
        .detail(
            "Of %s, %d of %d days of recordings are metered; the last one is, some minutes after"
                    .formatted(month, days, month.value().lengthOfMonth())
                + " midnight in São Paulo. Close the month again then: what it lacked would become"
                + " a debit note.")
        .exception(again);
  }
}
