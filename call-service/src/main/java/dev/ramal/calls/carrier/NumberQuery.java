package dev.ramal.calls.carrier;

/**
 * Which numbers a carrier is asked for.
 *
 * @param country ISO 3166-1 alpha-2
 * @param areaCode in Brazil the DDD; null for any
 * @param contains digits that the number has somewhere; null for any
 * @param most how many at most
 */
public record NumberQuery(
    String country, NumberType type, String areaCode, String contains, int most) {}
