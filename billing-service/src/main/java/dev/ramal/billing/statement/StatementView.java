package dev.ramal.billing.statement;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.ramal.billing.conditions.Adjustment;
import dev.ramal.billing.conditions.AdjustmentKind;
import dev.ramal.billing.metering.OpenUsageRepository.Open;
import dev.ramal.billing.plans.Plan;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Meter;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A month as the API shows it, before taxes. {@code total} is {@code usageTotal} plus {@code
 * planFee} plus the adjustments; {@code usageTotal} is the sum of the lines' prices, each already
 * in whole cents.
 *
 * @param plan of the month's last day; null under consumption
 * @param plans one for each period of the month that has a plan, in order
 * @param adjustments discounts and what is missing to the agreed minimum, in the order in which
 *     they apply
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
    List<PlanUsage> plans,
    List<LineView> lines,
    Money usageTotal,
    Money planFee,
    List<AdjustmentView> adjustments,
    Money total,
    long unrated,
    long openCosts,
    @Schema(nullable = true) String advice,
    @Schema(nullable = true) Money cost,
    @Schema(nullable = true) Money margin,
    @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(nullable = true)
        BigDecimal marginPercent) {

  /**
   * A line that the conditions make.
   *
   * @param code of the discount; the kind where there is only one
   * @param base what it was computed from
   * @param amount negative for a discount
   */
  @Schema(name = "SummaryAdjustment")
  public record AdjustmentView(
      AdjustmentKind kind, String code, String description, Money base, Money amount) {
    static AdjustmentView of(Adjustment adjustment) {
      return new AdjustmentView(
          adjustment.kind(),
          adjustment.code(),
          adjustment.description(),
          adjustment.base(),
          adjustment.amount());
    }
  }

  /**
   * One line: all usage of one meter, class and leg.
   *
   * @param since first day of the plan under which it was used; null when the month has one plan
   */
  @Schema(name = "SummaryLine")
  public record LineView(
      Meter meter,
      DestinationClass destinationClass,
      @Schema(nullable = true) String leg,
      @Schema(nullable = true) LocalDate since,
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
          line.since(),
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
    List<PlanUsage> plans =
        statement.feePeriods().stream().map(of -> PlanUsage.of(of, statement)).toList();
    return new StatementView(
        statement.month(),
        Plan.modelOf(statement.plan()),
        statement.plan() == null ? null : plans.get(plans.size() - 1),
        plans,
        statement.lines().stream().map(line -> LineView.of(line, withCost)).toList(),
        statement.usageTotal(),
        statement.planFee(),
        statement.adjustments().stream().map(AdjustmentView::of).toList(),
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
}
