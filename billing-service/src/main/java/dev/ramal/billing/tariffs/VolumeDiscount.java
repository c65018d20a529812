package dev.ramal.billing.tariffs;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.ramal.billing.rating.Coverage;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;
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
   * How a cost whose units took the month from one count to another is divided among the tiers. A
   * cost without units belongs to the tier that the month has reached.
   *
   * @param before units of the month so far
   * @param units of this cost; negative when a correction takes some back
   * @return one part for each tier, six decimals; together they are the cost
   */
  public BigDecimal[] divide(BigDecimal cost, long before, long units) {
    BigDecimal[] parts = new BigDecimal[tiers.size()];
    Arrays.fill(parts, BigDecimal.ZERO);
    BigDecimal rest = cost;
    int last = 0;
    for (int i = 0; i < parts.length; i++) {
      long inside = within(before + units, i) - within(before, i);
      if (inside == units && units != 0) {
        parts[i] = cost;
        return parts;
      }
      if (inside != 0) {
        parts[i] =
            cost.multiply(BigDecimal.valueOf(inside))
                .divide(BigDecimal.valueOf(units), Money.SCALE, RoundingMode.HALF_EVEN);
        rest = rest.subtract(parts[i]);
        last = i;
      } else if (units == 0 && before >= tiers.get(i).fromUnits()) {
        last = i;
      }
    }
    parts[last] = parts[last].add(rest);
    return parts;
  }

  /**
   * The discount on a cost of which so much lies in each tier; rounded once for each tier, so that
   * it depends on the sums alone and not on how many usages they are made of.
   */
  public Money of(BigDecimal[] parts) {
    BigDecimal discount = BigDecimal.ZERO;
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].signum() == 0) {
        continue;
      }
      discount =
          discount.add(
              parts[i]
                  .multiply(tiers.get(i).percent())
                  .movePointLeft(2)
                  .setScale(Money.SCALE, RoundingMode.HALF_EVEN));
    }
    return new Money(discount, "BRL");
  }

  private long within(long count, int tier) {
    long from = tiers.get(tier).fromUnits();
    long to = tier + 1 < tiers.size() ? tiers.get(tier + 1).fromUnits() : Long.MAX_VALUE;
    return Math.max(0, Math.min(count, to) - from);
  }
}
