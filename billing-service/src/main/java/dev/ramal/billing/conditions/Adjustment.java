package dev.ramal.billing.conditions;

import dev.ramal.events.Money;

/**
 * A line that conditions make.
 *
 * @param code of the discount; the kind where there is only one
 * @param description pt-BR
 * @param base what it was computed from
 * @param amount in cents; negative for a discount
 */
public record Adjustment(
    AdjustmentKind kind, String code, String description, Money base, Money amount) {}
