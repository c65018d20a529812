package dev.ramal.calls.permission;

import dev.ramal.carriers.spending.SpentBudget;
import dev.ramal.events.BudgetScope;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a budget holds back in a month.
 *
 * @param name for people
 * @param subjects agents' user ids, or the campaign's id; empty for the organization
 * @param endsAt first instant after the month
 * @param stops whether nothing it pays for may be dialled
 * @param preferCarrier the carrier that calls are to go through, or {@code cheapest}; null where it
 *     asks for none
 */
public record BudgetHold(
    String budgetId,
    String month,
    String name,
    int version,
    BudgetScope scope,
    List<String> subjects,
    Instant endsAt,
    boolean stops,
    String preferCarrier) {
  public BudgetHold {
    subjects = List.copyOf(subjects);
  }

  /**
   * Whether it pays for such a call.
   *
   * @param agentId null for nobody's
   * @param campaignId null for none
   */
  boolean concerns(String agentId, String campaignId) {
    return switch (scope) {
      case ORGANIZATION -> true;
      case AGENTS -> subjects.stream().anyMatch(subject -> Objects.equals(subject, agentId));
      case CAMPAIGN -> subjects.stream().anyMatch(subject -> Objects.equals(subject, campaignId));
    };
  }

  /** As it stands in a verdict. */
  SpentBudget spent() {
    return new SpentBudget(budgetId, version, month, name, endsAt);
  }
}
