package dev.ramal.billing.conditions;

import dev.ramal.events.Money;

/**
 * What one tax comes to.
 *
 * @param base what the percentage is taken of, in cents
 * @param amount in cents, rounded half-even once
 */
public record TaxLine(Tax tax, Money base, Money amount) {}
