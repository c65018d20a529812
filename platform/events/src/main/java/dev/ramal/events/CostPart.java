package dev.ramal.events;

import java.math.BigDecimal;

/**
 * One part of what a carrier charges for a leg.
 *
 * @param part the carrier's own word, an open set
 * @param billedSeconds null when not said
 * @param rate per minute; null when not said
 * @param cost positive
 * @param currency ISO 4217
 */
public record CostPart(
    String part, Integer billedSeconds, BigDecimal rate, BigDecimal cost, String currency) {}
