package dev.ramal.events.billing;

import dev.ramal.events.BudgetMeasure;
import dev.ramal.events.BudgetScope;
import dev.ramal.events.Money;
import java.util.List;

/**
 * A version of a budget, as its events tell it.
 *
 * @param version from 1; each change by a person is the next one, its withdrawal, too
 * @param name for people
 * @param scope null for one that this version does not know
 * @param subjects agents' user ids, or the campaign's id; empty for the organization
 * @param amount of a month, BRL
 */
public record BudgetTerms(
    String budgetId,
    int version,
    String name,
    BudgetScope scope,
    List<String> subjects,
    BudgetMeasure measure,
    Money amount) {
  public BudgetTerms {
    subjects = subjects == null ? List.of() : List.copyOf(subjects);
  }
}
