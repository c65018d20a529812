package dev.ramal.billing.tariffs;

import dev.ramal.billing.BillingProblems;
import dev.ramal.kit.problem.Problem;

/** What is wrong with a file of rules, as far as it is told at once. */
final class FileErrors {
  private static final int MOST = 20;

  private Problem problem = BillingProblems.BAD_TARIFF_FILE;

  void add(int line, RuleColumn column, String message, String... allowed) {
    add("line " + line + "." + column.wire(), message, allowed);
  }

  /**
   * @param place line and column, as in {@code line 3.prefix}
   */
  void add(String place, String message, String... allowed) {
    if (!areMany()) {
      problem = problem.field(place, message, allowed);
    }
  }

  /** How many are told so far. */
  int count() {
    return problem.errors().size();
  }

  /** Whether no more of them are told. */
  boolean areMany() {
    return count() >= MOST;
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException 400 when there are any
   */
  void refuse() {
    if (count() > 0) {
      throw problem.exception();
    }
  }
}
