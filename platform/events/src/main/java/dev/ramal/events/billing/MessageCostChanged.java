package dev.ramal.events.billing;

import dev.ramal.events.CallCostState;
import dev.ramal.events.Money;
import java.time.Instant;

/**
 * What a message costs is known, or known otherwise than before. Each says the whole, so whoever
 * keeps the one of the highest version knows it, however often and in whatever order they come. A
 * message that nobody charges is never told.
 *
 * <p>Type {@code dev.ramal.billing.MessageCostChanged}.
 *
 * @param version from 1 and growing; numbers may be left out
 * @param state null for a word that only a newer version knows
 * @param cost what carriers charge for it or, by the tariff, are expected to, BRL
 * @param price what the organization pays for it by its tariff, before a plan's allowance, BRL
 * @param open whether cost or price is missing in this, for want of a tariff or an exchange rate
 */
public record MessageCostChanged(
    String messageId,
    int version,
    CallCostState state,
    Money cost,
    Money price,
    boolean open,
    Instant changedAt) {
  public static final String TYPE = "dev.ramal.billing.MessageCostChanged";
}
