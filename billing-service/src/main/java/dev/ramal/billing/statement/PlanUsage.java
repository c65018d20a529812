package dev.ramal.billing.statement;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.ramal.billing.plans.Allowance;
import dev.ramal.billing.plans.Plan;
import dev.ramal.billing.plans.PlanPeriod;
import dev.ramal.billing.rating.Meter;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How much of what a plan includes is used, in the days of the month in which it was in force.
 *
 * @param until first day after
 * @param fee what these days cost
 * @param includedSeconds null when the plan sets no limit
 * @param allowances all of them, minutes, numbers, recordings
 */
public record PlanUsage(
    String code,
    String version,
    String name,
    LocalDate from,
    LocalDate until,
    Money fee,
    @Schema(nullable = true) Long includedSeconds,
    long usedSeconds,
    long overageSeconds,
    @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(nullable = true)
        BigDecimal overagePerMinute,
    List<AllowanceUse> allowances) {

  /**
   * @param included units; null for no limit
   * @param used units that the fee pays for
   * @param overage units beyond
   * @param overagePerRate reais for so many units as a rate of the meter pays for; null when the
   *     tariff's price holds beyond
   */
  public record AllowanceUse(
      Meter meter,
      String unit,
      @Schema(nullable = true) Long included,
      long used,
      long overage,
      @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(nullable = true)
          BigDecimal overagePerRate) {}

  static PlanUsage of(PlanPeriod period, Statement statement) {
    Plan plan = period.plan();
    List<AllowanceUse> uses =
        plan.allowances().stream().map(allowance -> use(period, allowance, statement)).toList();
    Optional<AllowanceUse> minutes =
        uses.stream().filter(use -> use.meter() == Meter.VOICE_MINUTE).findFirst();
    return new PlanUsage(
        plan.code(),
        plan.version(),
        plan.name(),
        period.from(),
        period.until(),
        plan.fee(),
        minutes.map(AllowanceUse::included).orElse(null),
        minutes.map(AllowanceUse::used).orElse(0L),
        minutes.map(AllowanceUse::overage).orElse(0L),
        minutes.map(AllowanceUse::overagePerRate).orElse(null),
        uses);
  }

  private static AllowanceUse use(PlanPeriod period, Allowance allowance, Statement statement) {
    long used = 0;
    long overage = 0;
    for (StatementLine line : statement.lines()) {
      LineKey key = line.key();
      boolean ofPeriod = line.since() == null || line.since().equals(period.from());
      if (ofPeriod
          && period
              .plan()
              .allowanceFor(key.meter(), key.leg(), key.destinationClass())
              .filter(allowance::equals)
              .isPresent()) {
        used += line.includedQuantity();
        overage += line.billedQuantity() - line.includedQuantity();
      }
    }
    return new AllowanceUse(
        allowance.covers().meter(),
        allowance.covers().meter().unit(),
        allowance.included(),
        used,
        overage,
        allowance.overagePerUnit());
  }
}
