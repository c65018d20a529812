package dev.ramal.billing.tariffs;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.ramal.billing.rating.Coverage;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * What the carrier takes off its minutes when a month has many of them. Graduated: each tier's
 * percentage holds for the units inside that tier, so that one more minute never makes a month
 * cheaper.
 *
 * @param version readable, unique
 * @param tiers in rising order, the first from 0
 */
public record VolumeDiscount(
    String version,
    LocalDate validFrom,
    LocalDate validTo,
    String source,
    Coverage covers,
    List<Tier> tiers) {
  public VolumeDiscount {
    tiers = tiers.stream().sorted(Comparator.comparing(Tier::fromUnits)).toList();
    if (tiers.isEmpty() || tiers.get(0).fromUnits() != 0) {
      throw new IllegalArgumentException("the first tier begins at 0");
    }
  }

  /**
   * @param fromUnits first unit of the month the percentage holds for
   * @param percent 0 to 100
   */
  public record Tier(
      long fromUnits, @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal percent) {
    public Tier {
      if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
        throw new IllegalArgumentException("a percentage lies between 0 and 100: " + percent);
      }
    }
  }

  /**
   * The discount on a cost whose units took the month from one count to another.
   *
   * @param before units of the month so far
   * @param units of this cost; negative when a correction takes some back
   */
  public Money of(Money cost, long before, long units) {
    if (units == 0) {
      return Money.zero(cost.currency());
    }
    BigDecimal discounted = BigDecimal.ZERO;
    for (int i = 0; i < tiers.size(); i++) {
      long from = tiers.get(i).fromUnits();
      long to = i + 1 < tiers.size() ? tiers.get(i + 1).fromUnits() : Long.MAX_VALUE;
      long inside = within(before + units, from, to) - within(before, from, to);
      discounted = discounted.add(tiers.get(i).percent().multiply(BigDecimal.valueOf(inside)));
    }
    return new Money(
        cost.amount()
            .multiply(discounted)
            .divide(
                BigDecimal.valueOf(units).multiply(BigDecimal.valueOf(100)),
                Money.SCALE,
                RoundingMode.HALF_EVEN),
        cost.currency());
  }

  private static long within(long count, long from, long to) {
    return Math.max(0, Math.min(count, to) - from);
  }
}
