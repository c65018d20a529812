package dev.ramal.billing.ledger;

import dev.ramal.billing.rating.Meter;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Money;
import java.time.Instant;

/**
 * What the entries of one hour add to one line of the statement.
 *
 * @param hour its first instant, UTC
 * @param destinationClass never null: empty when the usage has none
 * @param leg never null: empty when the usage has none
 * @param uses how many usages were booked here first, by their first entries: one that turned out
 *     to have begun in another hour, or to be of another class, stays counted here, while
 *     quantities and amounts go where it stands
 * @param takenBack how much of the billed quantity was negative, as a positive number
 * @param estimatedCost the part of the cost whose usages have no real cost yet
 */
public record HourSums(
    Instant hour,
    Meter meter,
    DestinationClass destinationClass,
    String leg,
    long uses,
    long quantity,
    long billedQuantity,
    long takenBack,
    Money cost,
    Money estimatedCost,
    Money price) {}
