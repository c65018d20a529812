package dev.ramal.events.billing;

import dev.ramal.events.Money;
import java.time.Instant;

/**
 * A budget is spent: told once for each version of it and month.
 *
 * <p>Type {@code dev.ramal.billing.BudgetExhausted}.
 *
 * @param month yyyy-MM in America/Sao_Paulo
 * @param endsAt first instant after the month; a stop holds until then, unless {@code
 *     BudgetReopened} tells of a later version
 * @param spent in the month, by the ledger
 * @param hardStop whether nothing more may be dialled and sent
 * @param entryId of the ledger, which spent it; null when a change of the budget did
 * @param usageId of that entry
 */
public record BudgetExhausted(
    BudgetTerms budget,
    String month,
    Instant endsAt,
    Money spent,
    boolean hardStop,
    String entryId,
    String usageId,
    Instant exhaustedAt) {
  public static final String TYPE = "dev.ramal.billing.BudgetExhausted";
}
