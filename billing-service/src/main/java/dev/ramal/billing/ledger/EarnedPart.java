package dev.ramal.billing.ledger;

import dev.ramal.billing.rating.Meter;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Money;

/**
 * What usage adds up to that has a key in common, on one line of a statement.
 *
 * @param key what it has in common; empty for usage of which nobody said
 * @param name of it for people; null when unknown
 * @param period position of the part of the month in which it was used, from 0
 * @param destinationClass empty when the usage has none
 * @param leg empty when the usage has none
 * @param uses how many
 * @param listPrice what the tariffs ask, before a plan's allowance
 * @param cost what the carriers charge, before their volume discount
 */
public record EarnedPart(
    String key,
    String name,
    int period,
    Meter meter,
    DestinationClass destinationClass,
    String leg,
    long uses,
    long billedQuantity,
    Money listPrice,
    Money cost) {}
