package dev.ramal.events.billing;

import dev.ramal.events.Money;
import dev.ramal.events.ReopeningCause;
import java.time.Instant;

/**
 * What earlier versions of a budget held back in a month may go on: their stops and their choice of
 * carriers hold no more. What the told version holds back itself is told by events of its own.
 *
 * <p>Type {@code dev.ramal.billing.BudgetReopened}.
 *
 * @param budget the version that holds from now on; of a withdrawn budget the last one
 * @param month yyyy-MM in America/Sao_Paulo
 * @param endsAt first instant after the month
 * @param spent in the month, by the ledger
 * @param cause null for one that this version does not know
 */
public record BudgetReopened(
    BudgetTerms budget,
    String month,
    Instant endsAt,
    Money spent,
    ReopeningCause cause,
    Instant reopenedAt) {
  public static final String TYPE = "dev.ramal.billing.BudgetReopened";
}
