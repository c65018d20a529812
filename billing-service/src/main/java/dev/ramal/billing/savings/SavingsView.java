package dev.ramal.billing.savings;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Meter;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a carrier saves against another in a month. Costs are those of the ledger, before volume
 * discounts; what the other carrier would have cost is by the tariff that rated the usage.
 *
 * @param of whose savings these are
 * @param against whom it is compared with
 * @param uncovered uses for which one of both has no tariff, or no exchange rate: in no sum
 * @param others uses of other carriers: in no sum
 * @param lines the same by meter, class and leg
 */
@Schema(name = "Savings")
record SavingsView(
    BillingMonth month,
    Carrier of,
    Carrier against,
    Sums sums,
    long uncovered,
    long others,
    List<Line> lines) {

  /**
   * @param carried what went over {@code of}
   * @param left what went over {@code against}
   */
  @Schema(name = "SavingsSums")
  record Sums(Carried carried, Left left) {
    static Sums of(CarrierSums sums) {
      return new Sums(
          new Carried(
              sums.carried(),
              sums.carriedCost(),
              sums.carriedElsewhere(),
              sums.saved(),
              percent(sums.saved(), sums.carriedElsewhere()),
              percent(sums.saved(), sums.carriedCost())),
          new Left(
              sums.left(),
              sums.leftCost(),
              sums.leftElsewhere(),
              sums.couldBeSaved(),
              percent(sums.couldBeSaved(), sums.leftCost())));
    }
  }

  /**
   * What was saved.
   *
   * @param cost what it cost
   * @param wouldHaveCost over the other
   * @param saved negative when the other would have been cheaper
   * @param savedPercent of what it would have cost, one decimal; null when that is nothing
   * @param returnPercent what was saved in percent of what was spent; null when that is nothing
   */
  @Schema(name = "SavingsCarried")
  record Carried(
      long uses,
      Money cost,
      Money wouldHaveCost,
      Money saved,
      @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(nullable = true) BigDecimal savedPercent,
      @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(nullable = true)
          BigDecimal returnPercent) {}

  /**
   * What could be saved.
   *
   * @param cost what it cost
   * @param wouldCost over the carrier whose savings are asked
   * @param couldSave negative when that would have been dearer
   * @param couldSavePercent of what it cost, one decimal; null when that is nothing
   */
  @Schema(name = "SavingsLeft")
  record Left(
      long uses,
      Money cost,
      Money wouldCost,
      Money couldSave,
      @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(nullable = true)
          BigDecimal couldSavePercent) {}

  /** One line of the statement. */
  @Schema(name = "SavingsLine")
  record Line(Meter meter, DestinationClass destinationClass, String leg, Sums sums) {}

  static SavingsView of(BillingMonth month, Carrier of, Carrier against, CompareCarriers compared) {
    return new SavingsView(
        month,
        of,
        against,
        Sums.of(compared.whole()),
        compared.uncovered(),
        compared.others(),
        compared.lines().entrySet().stream()
            .map(
                line ->
                    new Line(
                        line.getKey().meter(),
                        line.getKey().destinationClass(),
                        line.getKey().leg(),
                        Sums.of(line.getValue())))
            .toList());
  }

  private static BigDecimal percent(Money part, Money whole) {
    return whole.amount().signum() == 0
        ? null
        : part.amount()
            .multiply(BigDecimal.valueOf(100))
            .divide(whole.amount(), 1, RoundingMode.HALF_EVEN);
  }
}
