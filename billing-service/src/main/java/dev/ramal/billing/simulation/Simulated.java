package dev.ramal.billing.simulation;

import dev.ramal.billing.statement.Statement;

/**
 * A month as it is and as it might have been.
 *
 * @param uses that were looked at
 * @param rerated of them, those that were rated anew
 * @param unrated those that no tariff would cover
 * @param openCosts those whose cost would have no exchange rate: it counts as nothing
 * @param incomplete whether so much is not charged that not all of it was looked at
 */
record Simulated(
    Statement before,
    Statement after,
    long uses,
    long rerated,
    long unrated,
    long openCosts,
    boolean incomplete) {}
