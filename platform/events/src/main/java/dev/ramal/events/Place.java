package dev.ramal.events;

import java.math.BigDecimal;

/**
 * A place that somebody sent.
 *
 * @param latitude degrees, north positive
 * @param longitude degrees, east positive
 * @param label what the place is called; null when not said
 * @param address null when not said
 */
public record Place(BigDecimal latitude, BigDecimal longitude, String label, String address) {}
