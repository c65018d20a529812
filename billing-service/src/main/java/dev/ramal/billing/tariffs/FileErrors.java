package dev.ramal.billing.tariffs;

import dev.ramal.kit.problem.Problem;
import java.util.LinkedHashSet;
import java.util.Set;

/** What is wrong with a file of rules, as far as it is told at once. */
final class FileErrors {
  private static final int MOST = 20;

  private final Set<Problem> kinds = new LinkedHashSet<>();
  private Problem problem = TariffProblems.BAD_TARIFF_FILE;

  void add(int line, RuleColumn column, String message, String... allowed) {
    add("line " + line + "." + column.wire(), message, allowed);
  }

  /** Of a kind that has a code of its own, which the file is refused by where all errors are it. */
  void add(Problem kind, int line, RuleColumn column, String message) {
    if (!areMany()) {
      kinds.add(kind);
      problem = problem.field("line " + line + "." + column.wire(), message);
    }
  }

  /**
   * @param place line and column, as in {@code line 3.prefix}
   */
  void add(String place, String message, String... allowed) {
    if (!areMany()) {
      kinds.add(TariffProblems.BAD_TARIFF_FILE);
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
      throw named().exception();
    }
  }

  private Problem named() {
    if (kinds.size() > 1) {
      return problem;
    }
    Problem kind = kinds.iterator().next();
    for (Problem.FieldError error : problem.errors()) {
      kind = kind.field(error.field(), error.message(), error.allowed().toArray(String[]::new));
    }
    return kind;
  }
}
