package dev.ramal.billing.plans;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.ramal.billing.rating.Coverage;
import dev.ramal.billing.rating.Meter;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the fee of a plan already pays for.
 *
 * @param covers the usage that consume it
 * @param included units of the meter a month; null for no limit
 * @param overagePerUnit BRL for {@code meter.unitsPerRate()} units beyond; null when the tariff's
 *     own price holds beyond
 */
public record Allowance(
    Coverage covers,
    @Schema(nullable = true) Long included,
    @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(nullable = true)
        BigDecimal overagePerUnit) {
  private static final Set<Meter> MONTHLY =
      EnumSet.of(Meter.NUMBER_MONTH, Meter.RECORDING_GB_MONTH, Meter.INFRASTRUCTURE_MONTH);

  public Allowance {
    Objects.requireNonNull(covers, "covers");
    if (included != null && included < 0) {
      throw new IllegalArgumentException("an allowance is never negative: " + included);
    }
    if (overagePerUnit != null && overagePerUnit.signum() < 0) {
      throw new IllegalArgumentException("an overage price is never negative");
    }
  }

  /**
   * What of it some days of a month include: the share of their number, rounded down to whole
   * units. What is metered once for a month is judged whole by the plan of that instant.
   */
  Allowance forDays(int days, int ofDays) {
    return included == null || MONTHLY.contains(covers.meter())
        ? this
        : new Allowance(
            covers, included / ofDays * days + included % ofDays * days / ofDays, overagePerUnit);
  }

  /** How much of a month's consumption lies beyond the allowance. */
  public long beyond(long consumed) {
    return included == null ? 0 : Math.max(0, consumed - included);
  }

  /**
   * The overage price of everything beyond the allowance. An entry pays the difference between this
   * after it and before it, so that the entries of a month add up to exactly the price of the
   * month, however many there are.
   */
  public Money overage(long unitsBeyond) {
    BigDecimal rate = overagePerUnit == null ? BigDecimal.ZERO : overagePerUnit;
    return new Money(
        rate.multiply(BigDecimal.valueOf(unitsBeyond))
            .divide(
                BigDecimal.valueOf(covers.meter().unitsPerRate()),
                Money.SCALE,
                RoundingMode.HALF_EVEN),
        "BRL");
  }
}
