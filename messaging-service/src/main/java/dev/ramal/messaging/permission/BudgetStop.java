package dev.ramal.messaging.permission;

import dev.ramal.carriers.spending.SpentBudget;
import dev.ramal.events.BudgetScope;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A budget that is spent in a month and stops what it pays for.
 *
 * @param name for people
 * @param subjects agents' user ids, or a campaign's id; empty for the organization
 * @param endsAt first instant after the month
 */
public record BudgetStop(
    String budgetId,
    int version,
    String month,
    String name,
    BudgetScope scope,
    List<String> subjects,
    Instant endsAt) {
  public BudgetStop {
    subjects = List.copyOf(subjects);
  }

  /**
   * Whether it would pay for a message that leaves then. Billing counts messages for no campaign.
   *
   * @param agentId of its author; null for nobody
   */
  boolean concerns(String agentId, Instant leaves) {
    return leaves.isBefore(endsAt)
        && switch (scope) {
          case ORGANIZATION -> true;
          case AGENTS -> subjects.stream().anyMatch(subject -> Objects.equals(subject, agentId));
          case CAMPAIGN -> false;
        };
  }

  /** As it stands in a verdict. */
  SpentBudget spent() {
    return new SpentBudget(budgetId, version, month, name, endsAt);
  }
}
