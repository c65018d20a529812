package dev.ramal.calls.routing;

import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a carrier charges for a call, by a tariff.
 *
 * @param perMinute exactly as the tariff states it
 * @param connectionFee once for each call that is charged at all
 * @param minimum smallest number of seconds that is charged
 * @param increment step above the minimum, seconds
 * @param grace largest number of seconds that is free
 */
public record CarrierRate(
    BigDecimal perMinute,
    BigDecimal connectionFee,
    String currency,
    long minimum,
    long increment,
    long grace) {
  private static final BigDecimal SECONDS = BigDecimal.valueOf(60);

  /** What a call of so many seconds costs, as billing computes it. */
  Money of(long seconds) {
    long billed = billed(seconds);
    return billed == 0
        ? Money.zero(currency)
        : new Money(
            perMinute
                .multiply(BigDecimal.valueOf(billed))
                .add(connectionFee.multiply(SECONDS))
                .divide(SECONDS, Money.SCALE, RoundingMode.HALF_EVEN),
            currency);
  }

  private long billed(long seconds) {
    if (seconds <= grace) {
      return 0;
    }
    long above = Math.max(0, seconds - minimum);
    return minimum + (above + increment - 1) / increment * increment;
  }
}
