package dev.ramal.calls.routing;

import dev.ramal.events.Money;
import java.time.LocalDate;

/**
 * What a minute is expected to cost at a carrier.
 *
 * @param asOf the day for which that was true
 * @param source reference (the carrier's own figure) or assumed
 */
public record Estimate(Money aMinute, LocalDate asOf, String source) {}
