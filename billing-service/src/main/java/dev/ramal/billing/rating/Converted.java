package dev.ramal.billing.rating;

import dev.ramal.events.Money;

/**
 * An amount in BRL and where it came from.
 *
 * @param brl six decimals
 * @param original as the carrier states it
 * @param rate null when nothing was converted
 */
public record Converted(Money brl, Money original, ExchangeRate rate) {}
