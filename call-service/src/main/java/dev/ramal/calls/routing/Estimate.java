package dev.ramal.calls.routing;

import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;

/**
 * What a call is expected to cost at a carrier.
 *
 * @param aMinute what a minute costs
 * @param aCall what a usual call costs: by this carriers are compared
 * @param asOf the day for which that was true; of a tariff the day from which on it holds
 * @param source tariff; where none is known, reference (the carrier's own figure) or assumed
 * @param tariff version of the tariff; null where none is known
 * @param rate by that tariff; null where none is known
 */
public record Estimate(
    Money aMinute, Money aCall, LocalDate asOf, String source, String tariff, CarrierRate rate) {
  /** The source that goes before the others. */
  public static final String TARIFF = "tariff";

  static Estimate byTariff(String tariff, CarrierRate rate, LocalDate from, Duration usual) {
    return new Estimate(
        new Money(rate.perMinute(), rate.currency()),
        rate.of(usual.toSeconds()),
        from,
        TARIFF,
        tariff,
        rate);
  }

  /** Where no tariff is known: each second costs its part of a minute. */
  static Estimate withoutTariff(Money aMinute, LocalDate asOf, String source, Duration usual) {
    CarrierRate seconds =
        new CarrierRate(aMinute.amount(), BigDecimal.ZERO, aMinute.currency(), 0, 1, 0);
    return new Estimate(aMinute, seconds.of(usual.toSeconds()), asOf, source, null, null);
  }
}
