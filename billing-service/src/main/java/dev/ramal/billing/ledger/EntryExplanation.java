package dev.ramal.billing.ledger;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.ramal.billing.rating.ExchangeRate;
import dev.ramal.billing.rating.Increments;
import dev.ramal.billing.rating.Rate;
import dev.ramal.billing.rating.Rule;
import dev.ramal.billing.rating.Tariff;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One entry of the ledger: where it came from, by which rule it was made, what it adds, and whether
 * that follows from what is stored.
 *
 * @param carrier who carried it; null where nobody did
 * @param rule null where no tariff made the entry: the carrier's price, or what is taken back
 * @param usedQuantity the whole usage as it was known then
 * @param precedingQuantity of the successive calls that it continues
 * @param quantity difference in counted units
 * @param billedQuantity difference in billed units
 * @param cost difference, before the carrier's volume discount
 * @param price difference, before the plan's allowance
 * @param margin price less cost, both BRL
 * @param carrierPrice what the carrier asks in its currency; null where nothing foreign
 * @param exchangeRate by which that was converted, with its first day and where it was read
 * @param steps pt-BR
 */
@Schema(name = "ExplainedEntry")
public record EntryExplanation(
    UUID id,
    int number,
    EntryKind kind,
    EntryOrigin origin,
    @Schema(nullable = true) Carrier carrier,
    Instant recordedAt,
    @Schema(nullable = true) AppliedRule rule,
    long usedQuantity,
    long precedingQuantity,
    long quantity,
    long billedQuantity,
    Money cost,
    CostBasis costBasis,
    Money price,
    Money margin,
    @Schema(nullable = true) Money carrierPrice,
    @Schema(nullable = true) ExchangeRate exchangeRate,
    RecomputedLine recomputed,
    List<String> steps) {

  /**
   * The rule by which an entry was rated: both its cost and its price are found by the same match.
   *
   * @param prefix of the number, the longest that matched; null where the rule asks for none
   * @param destinationClass that matched; null where the rule asks for none
   * @param increments of the price
   * @param costIncrements of the carrier
   * @param joinWithin seconds within which calls are successive; 0 for never
   */
  @Schema(name = "AppliedRule")
  public record AppliedRule(
      UUID tariffId,
      String tariffVersion,
      Instant validFrom,
      String id,
      @Schema(nullable = true) String prefix,
      @Schema(nullable = true) DestinationClass destinationClass,
      Increments increments,
      Increments costIncrements,
      int joinWithin,
      AppliedRate cost,
      AppliedRate price) {
    static AppliedRule of(Tariff tariff, Rule rule) {
      return new AppliedRule(
          tariff.id(),
          tariff.version(),
          tariff.validFrom(),
          rule.id(),
          rule.prefix(),
          rule.destinationClass(),
          rule.increments(),
          rule.costIncrements(),
          rule.joinWithin(),
          AppliedRate.of(rule.cost()),
          AppliedRate.of(rule.price()));
    }
  }

  /**
   * What a unit of rate (minute, segment …) costs.
   *
   * @param connectionFee once per usage that is billed at all
   * @param currency ISO 4217
   */
  @Schema(name = "AppliedRate")
  public record AppliedRate(
      @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal perUnit,
      @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal connectionFee,
      String currency) {
    private static AppliedRate of(Rate rate) {
      return new AppliedRate(rate.perUnit(), rate.connectionFee(), rate.currency());
    }
  }

  /**
   * What the entry must be.
   *
   * @param cost null when it cannot be computed
   * @param price null when it cannot be computed
   * @param matches whether the ledger says the same: quantities, price and cost
   */
  @Schema(name = "RecomputedEntry")
  public record RecomputedLine(
      long billedQuantity,
      @Schema(nullable = true) Money cost,
      @Schema(nullable = true) Money price,
      boolean matches) {}

  /**
   * @param tariff null when no tariff made the entry
   */
  static EntryExplanation of(RecomputedEntry made, Tariff tariff) {
    LedgerEntry entry = made.entry();
    boolean foreign = entry.carrierPrice() != null;
    return new EntryExplanation(
        entry.id(),
        entry.number(),
        entry.kind(),
        entry.origin(),
        entry.usage().carrier(),
        entry.recordedAt(),
        made.rule() == null ? null : AppliedRule.of(tariff, made.rule()),
        entry.usage().quantity(),
        entry.usage().preceding(),
        entry.quantity(),
        entry.billedQuantity(),
        entry.cost(),
        made.basis(),
        entry.price(),
        entry.margin(),
        foreign ? entry.carrierPrice().original() : null,
        foreign ? entry.carrierPrice().rate() : null,
        new RecomputedLine(
            made.billedQuantity(),
            made.cost(),
            made.price(),
            made.costMatches() && made.priceMatches()),
        entry.explanation());
  }
}
