package dev.ramal.events.billing;

import dev.ramal.events.CallCostState;
import dev.ramal.events.Money;
import java.time.Instant;

/**
 * What a call costs is known, or known otherwise than before. Each says the whole, so whoever keeps
 * the one of the highest version knows it, however often and in whatever order they come.
 *
 * <p>Type {@code dev.ramal.billing.CallCostChanged}.
 *
 * @param version from 1; each change is the next one
 * @param state null for a word that only a newer version knows
 * @param cost what carriers charge for it or, by the tariff, are expected to, BRL
 * @param price what the organization pays for it by its tariff, before a plan's allowance, BRL
 * @param lines usages of the call that the ledger holds: its legs, machine detection, transcripts
 *     of its recordings
 * @param estimatedLines legs of which the carrier has not named its price
 * @param openLines usages of which cost or price is missing in the sums, for want of a tariff or an
 *     exchange rate
 */
public record CallCostChanged(
    String callId,
    int version,
    CallCostState state,
    Money cost,
    Money price,
    int lines,
    int estimatedLines,
    int openLines,
    Instant changedAt) {
  public static final String TYPE = "dev.ramal.billing.CallCostChanged";
}
