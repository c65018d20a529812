package dev.ramal.carriers.spending;

import java.time.Instant;

/**
 * A budget that is spent and stops what it pays for. Stored with verdicts.
 *
 * @param name for people
 * @param endsAt first instant after its month
 */
public record SpentBudget(
    String budgetId, int version, String month, String name, Instant endsAt) {}
