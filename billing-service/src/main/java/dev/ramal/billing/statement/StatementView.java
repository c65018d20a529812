package dev.ramal.billing.statement;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.ramal.billing.metering.OpenUsageRepository.Open;
import dev.ramal.billing.plans.Allowance;
import dev.ramal.billing.plans.Plan;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Meter;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A month as the API shows it. {@code total} is {@code usageTotal} plus {@code planFee}; {@code
 * usageTotal} is the sum of the lines' prices, each already in whole cents.
 *
 * @param plan null under consumption
 * @param unrated how many uses no tariff covers: they are in no line and in no total
 * @param openCosts how many uses are charged while their cost waits for an exchange rate
 * @param advice what to do about those; null when there are none
 * @param cost null, like the margin, for those who may not see costs
 * @param marginPercent of the total, one decimal; null when nothing is owed
 */
@Schema(name = "MonthSummary")
public record StatementView(
    BillingMonth month,
    @Schema(enumeration = {"consumption", "plan"}) String model,
    @Schema(nullable = true) PlanUsage plan,
    List<LineView> lines,
    Money usageTotal,
    Money planFee,
    Money total,
    long unrated,
    long openCosts,
    @Schema(nullable = true) String advice,
    @Schema(nullable = true) Money cost,
    @Schema(nullable = true) Money margin,
    @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(nullable = true)
        BigDecimal marginPercent) {

  /**
   * How much of the plan's minutes is used.
   *
   * @param includedSeconds null when the plan sets no limit
   */
  public record PlanUsage(
      String code,
      String version,
      String name,
      Money fee,
      @Schema(nullable = true) Long includedSeconds,
      long usedSeconds,
      long overageSeconds,
      @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(nullable = true)
          BigDecimal overagePerMinute) {}

  /** One line: all usage of one meter, class and leg. */
  @Schema(name = "SummaryLine")
  public record LineView(
      Meter meter,
      DestinationClass destinationClass,
      @Schema(nullable = true) String leg,
      String unit,
      long uses,
      long quantity,
      long billedQuantity,
      long includedQuantity,
      Money listPrice,
      Money price,
      @Schema(nullable = true) Money carrierDiscount,
      @Schema(nullable = true) Money cost) {
    static LineView of(StatementLine line, boolean withCost) {
      return new LineView(
          line.key().meter(),
          line.key().destinationClass(),
          line.key().leg(),
          line.key().meter().unit(),
          line.usageCount(),
          line.quantity(),
          line.billedQuantity(),
          line.includedQuantity(),
          line.listPrice(),
          line.price(),
          withCost ? line.carrierDiscount() : null,
          withCost ? line.cost() : null);
    }
  }

  static StatementView of(Statement statement, Open open, boolean withCost) {
    return new StatementView(
        statement.month(),
        Plan.modelOf(statement.plan()),
        statement.plan() == null ? null : planUsage(statement),
        statement.lines().stream().map(line -> LineView.of(line, withCost)).toList(),
        statement.usageTotal(),
        statement.planFee(),
        statement.total(),
        open.unrated(),
        open.openCosts(),
        advice(open),
        withCost ? statement.cost() : null,
        withCost ? statement.margin() : null,
        withCost ? statement.marginPercent() : null);
  }

  private static String advice(Open open) {
    if (open.unrated() > 0) {
      return "Usage without a tariff is missing here. GET /api/billing/unrateable lists it; ask"
          + " whoever runs Ramal for you for a tariff that covers it, then POST"
          + " /api/billing/unrateable/rerate.";
    }
    return open.openCosts() == 0
        ? null
        : "Some costs wait for an exchange rate. GET /api/billing/unrateable lists them; ask"
            + " whoever runs Ramal for you to enter it, then POST /api/billing/unrateable/rerate.";
  }

  private static PlanUsage planUsage(Statement statement) {
    Plan plan = statement.plan();
    Allowance minutes =
        plan.allowances().stream()
            .filter(a -> a.covers().meter() == Meter.VOICE_MINUTE)
            .findFirst()
            .orElse(null);
    long used = 0;
    long beyond = 0;
    for (StatementLine line : statement.lines()) {
      LineKey key = line.key();
      if (minutes != null
          && minutes.covers().covers(key.meter(), key.leg(), key.destinationClass())) {
        used += line.includedQuantity();
        beyond += line.billedQuantity() - line.includedQuantity();
      }
    }
    return new PlanUsage(
        plan.code(),
        plan.version(),
        plan.name(),
        plan.fee(),
        minutes == null ? null : minutes.included(),
        used,
        beyond,
        minutes == null ? null : minutes.overagePerUnit());
  }
}
