package dev.ramal.events.billing;

import dev.ramal.events.Money;
import java.time.Instant;

/**
 * A part of a budget is spent: told once for each version of it, month and threshold, also when a
 * correction takes the spending back and it grows again.
 *
 * <p>Type {@code dev.ramal.billing.BudgetThresholdReached}.
 *
 * @param month yyyy-MM in America/Sao_Paulo
 * @param endsAt first instant after the month; what it asks for holds until then, unless {@code
 *     BudgetReopened} tells of a later version
 * @param percent of the amount
 * @param spent in the month, by the ledger, with what reached it
 * @param preferCarrier the word of the carrier that calls are to go through from now on, or {@code
 *     cheapest}; null where this threshold asks for none
 * @param entryId of the ledger, which reached it; null when a change of the budget did
 * @param usageId of that entry
 */
public record BudgetThresholdReached(
    BudgetTerms budget,
    String month,
    Instant endsAt,
    int percent,
    Money spent,
    String preferCarrier,
    String entryId,
    String usageId,
    Instant reachedAt) {
  public static final String TYPE = "dev.ramal.billing.BudgetThresholdReached";

  /** {@link #preferCarrier} where what a call costs is to decide. */
  public static final String CHEAPEST = "cheapest";
}
