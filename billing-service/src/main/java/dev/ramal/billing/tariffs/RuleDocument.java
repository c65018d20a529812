package dev.ramal.billing.tariffs;

import dev.ramal.billing.rating.Amounts;
import dev.ramal.billing.rating.Increments;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Rate;
import dev.ramal.billing.rating.Rule;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A rule as it is written in JSON: in the seeds, in the API and in the store. What is left out is
 * not asked about.
 *
 * @param increments left out for "each unit is one unit"
 * @param costIncrements those of the carrier; left out where they are the same
 * @param joinWithin seconds within which a call continues another with the same number; left out
 *     for never
 */
public record RuleDocument(
    String id,
    String meter,
    @Schema(nullable = true) String leg,
    @Schema(nullable = true) String carrier,
    @Schema(nullable = true) String direction,
    @Schema(nullable = true) String destinationClass,
    @Schema(nullable = true) String prefix,
    @Valid @Schema(nullable = true) IncrementsDocument increments,
    @Valid @Schema(nullable = true) IncrementsDocument costIncrements,
    @Valid @Schema(nullable = true) RateDocument cost,
    @Valid @Schema(nullable = true) RateDocument price,
    @Min(0) @Max(MOST_SECONDS) @Schema(nullable = true) Integer joinWithin) {
  static final int MOST_SECONDS = 3600;

  /** Minimum, increment and grace in units of the meter: seconds, for minutes. */
  public record IncrementsDocument(
      @Min(0) @Max(MOST_UNITS) @Schema(nullable = true) Long minimum,
      @Min(1) @Max(MOST_UNITS) @Schema(nullable = true) Long increment,
      @Min(0) @Max(MOST_UNITS) @Schema(nullable = true) Long grace) {
    static final long MOST_UNITS = 1_000_000;
  }

  /** Amounts as strings, so that no reader makes a floating-point number of them. */
  public record RateDocument(
      @Pattern(regexp = Amounts.SIGNED_RATE, message = FORM)
          @Schema(nullable = true, pattern = Amounts.RATE)
          String perUnit,
      @Pattern(regexp = Amounts.SIGNED_RATE, message = FORM)
          @Schema(nullable = true, pattern = Amounts.RATE)
          String connectionFee,
      @Schema(nullable = true) String currency) {
    private static final String FORM =
        "is written with at most 9 digits before and 9 behind the decimal point: 0.30";

    Rate toRate() {
      return new Rate(
          perUnit == null ? null : new BigDecimal(perUnit),
          connectionFee == null ? null : new BigDecimal(connectionFee),
          currency == null ? "BRL" : currency);
    }
  }

  /**
   * @param rates what the rules before were made of: in a long tariff many cost the same
   * @throws IllegalArgumentException saying what is wrong
   */
  Rule toRule(Map<RateDocument, Rate> rates) {
    if (id == null || meter == null || cost == null || price == null) {
      throw new IllegalArgumentException("id, meter, cost and price are required");
    }
    return new Rule(
        id,
        Meter.of(meter),
        leg,
        carrier == null ? null : Carrier.of(carrier),
        direction == null ? null : Direction.of(direction),
        DestinationClass.ofNullable(destinationClass),
        prefix,
        increments == null ? Increments.EACH : toIncrements(increments),
        rates.computeIfAbsent(cost, RateDocument::toRate),
        rates.computeIfAbsent(price, RateDocument::toRate),
        costIncrements == null ? null : toIncrements(costIncrements),
        joinWithin == null ? 0 : joinWithin);
  }

  private static Increments toIncrements(IncrementsDocument document) {
    return new Increments(
        document.minimum() == null ? 0 : document.minimum(),
        document.increment() == null ? 1 : document.increment(),
        document.grace() == null ? 0 : document.grace());
  }
}
