package dev.ramal.billing.ledger;

import dev.ramal.events.Money;

/**
 * What usage adds up to that has something in common.
 *
 * @param key what it has in common; empty for usage of which nobody said
 * @param name of it for people; null when unknown
 * @param uses how many
 * @param listPrice what the tariffs ask, before a plan's allowance
 * @param revenue its share of what the month comes to
 * @param cost what the carriers charge, before their volume discount
 */
public record EarnedSum(
    String key, String name, long uses, Money listPrice, Money revenue, Money cost) {}
