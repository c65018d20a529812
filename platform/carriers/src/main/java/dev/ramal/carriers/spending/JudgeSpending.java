package dev.ramal.carriers.spending;

import java.util.List;

/** The two rules of what billing holds back: of several that deny, the first is named. Pure. */
public final class JudgeSpending {
  private static final String NOTHING_HELD = "billing";

  private JudgeSpending() {}

  /**
   * What was found of one rule.
   *
   * @param version of what it was judged by
   * @param evidence for a person
   */
  public record Finding(boolean denies, String version, String evidence) {}

  /** Whether numbers that begin as this one does are used too much. */
  public static Finding velocity(List<BlockedPrefix> prefixes) {
    return prefixes.stream()
        .findFirst()
        .map(
            found ->
                new Finding(
                    true,
                    found.rule(),
                    "numbers that begin with %s are blocked since %s"
                        .formatted(found.prefix(), found.blockedAt())))
        .orElseGet(() -> new Finding(false, NOTHING_HELD, "no prefix blocked"));
  }

  /** Whether a budget that would pay is spent, and stops what it pays for. */
  public static Finding budget(List<SpentBudget> budgets) {
    return budgets.stream()
        .findFirst()
        .map(
            spent ->
                new Finding(
                    true,
                    "budget-%s-%d".formatted(spent.budgetId(), spent.version()),
                    "the budget \"%s\" of %s is spent".formatted(spent.name(), spent.month())))
        .orElseGet(() -> new Finding(false, NOTHING_HELD, "no budget spent"));
  }
}
