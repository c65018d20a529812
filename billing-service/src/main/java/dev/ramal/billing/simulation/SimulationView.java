package dev.ramal.billing.simulation;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.ramal.billing.plans.Plan;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.statement.LineKey;
import dev.ramal.billing.statement.Statement;
import dev.ramal.billing.statement.StatementLine;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a month would have come to. Differences are what would be less what is.
 *
 * @param tariff version that was asked before all others; null for none
 * @param carrier that would have carried everything; null for those that did
 * @param uses that were looked at
 * @param rerated of them, those that were rated anew; the others come to what they came to
 * @param unrated those that no tariff would cover: they are in no line of after
 * @param openCosts those whose cost would have no exchange rate: it counts as nothing
 * @param complete false when too much is not charged for all of it to be looked at: rate it first
 */
@Schema(name = "Simulation")
record SimulationView(
    BillingMonth month,
    @Schema(nullable = true) String tariff,
    @Schema(nullable = true) Carrier carrier,
    long uses,
    long rerated,
    long unrated,
    long openCosts,
    boolean complete,
    MonthView before,
    MonthView after,
    Difference difference,
    List<LineView> lines) {

  /**
   * A month in sum: the total is that of usage, fee and adjustments.
   *
   * @param plan code of that of the last day; null under consumption
   * @param adjustments what agreed discounts take off and a minimum adds
   * @param marginPercent of the total, one decimal; null when nothing is owed
   */
  @Schema(name = "SimulatedMonth")
  record MonthView(
      @Schema(enumeration = {"consumption", "plan"}) String model,
      @Schema(nullable = true) String plan,
      Money usageTotal,
      Money planFee,
      Money adjustments,
      Money total,
      Money cost,
      Money margin,
      @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(nullable = true)
          BigDecimal marginPercent) {
    static MonthView of(Statement statement) {
      return new MonthView(
          Plan.modelOf(statement.plan()),
          statement.plan() == null ? null : statement.plan().code(),
          statement.usageTotal(),
          statement.planFee(),
          statement.total().minus(statement.usageTotal()).minus(statement.planFee()),
          statement.total(),
          statement.cost(),
          statement.margin(),
          statement.marginPercent());
    }
  }

  /** What would be less what is. */
  @Schema(name = "SimulatedDifference")
  record Difference(Money total, Money cost, Money margin) {
    static Difference of(Statement before, Statement after) {
      return new Difference(
          after.total().minus(before.total()),
          after.cost().minus(before.cost()),
          after.margin().minus(before.margin()));
    }
  }

  /** One line of the statement, in both months. */
  @Schema(name = "SimulatedLine")
  record LineView(
      Meter meter,
      DestinationClass destinationClass,
      String leg,
      String unit,
      SideView before,
      SideView after,
      Money priceDifference,
      Money costDifference) {
    static LineView of(LineKey key, List<StatementLine> before, List<StatementLine> after) {
      SideView old = SideView.of(before);
      SideView anew = SideView.of(after);
      return new LineView(
          key.meter(),
          key.destinationClass(),
          key.leg(),
          key.meter().unit(),
          old,
          anew,
          anew.price().minus(old.price()),
          anew.cost().minus(old.cost()));
    }
  }

  /** A line of one month; all zeros where it has none. */
  @Schema(name = "SimulatedSide")
  record SideView(
      long uses,
      long quantity,
      long billedQuantity,
      long includedQuantity,
      Money listPrice,
      Money price,
      Money cost) {
    /** A month in which the plan changes has a line for each plan. */
    static SideView of(List<StatementLine> lines) {
      return new SideView(
          count(lines, StatementLine::usageCount),
          count(lines, StatementLine::quantity),
          count(lines, StatementLine::billedQuantity),
          count(lines, StatementLine::includedQuantity),
          sum(lines, StatementLine::listPrice),
          sum(lines, StatementLine::price),
          sum(lines, StatementLine::cost));
    }

    private static long count(List<StatementLine> lines, ToLongFunction<StatementLine> of) {
      return lines.stream().mapToLong(of).sum();
    }

    private static Money sum(List<StatementLine> lines, Function<StatementLine, Money> of) {
      return lines.stream().map(of).reduce(Money.zero("BRL"), Money::plus);
    }
  }

  static SimulationView of(String tariff, Carrier carrier, Simulated simulated) {
    Statement before = simulated.before();
    Statement after = simulated.after();
    Map<LineKey, List<StatementLine>> old = byKey(before);
    Map<LineKey, List<StatementLine>> anew = byKey(after);
    TreeSet<LineKey> keys = new TreeSet<>(old.keySet());
    keys.addAll(anew.keySet());
    return new SimulationView(
        before.month(),
        tariff,
        carrier,
        simulated.uses(),
        simulated.rerated(),
        simulated.unrated(),
        simulated.openCosts(),
        !simulated.incomplete(),
        MonthView.of(before),
        MonthView.of(after),
        Difference.of(before, after),
        keys.stream()
            .map(
                key ->
                    LineView.of(
                        key, old.getOrDefault(key, List.of()), anew.getOrDefault(key, List.of())))
            .toList());
  }

  private static Map<LineKey, List<StatementLine>> byKey(Statement statement) {
    return statement.lines().stream().collect(Collectors.groupingBy(StatementLine::key));
  }
}
