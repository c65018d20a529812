package dev.ramal.billing.ledger;

import dev.ramal.billing.rating.Increments;
import dev.ramal.events.Money;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why a usage costs what it costs, and the proof: price and cost of every entry computed again from
 * the stored tariff, the quantities and the exchange rates that are kept.
 *
 * @param steps the arithmetic of every entry, in order, pt-BR; last what the carrier's volume
 *     discount and the plan make of it
 * @param cost before the carrier's volume discount
 * @param price before the plan's allowance
 * @param margin price less cost, both BRL
 * @param carrierDiscount null where the carrier takes nothing off such usage
 * @param underPlan what is due under the plan that was in force then; null under consumption
 * @param increments minimum, increment and grace of the rule; null when no tariff made an entry
 * @param causation ids of the events behind the entries, in order
 * @param lines every entry: its origin, its rule, and what it must be
 * @param recomputed null when no tariff made an entry
 */
public record UsageExplanation(
    UUID id,
    List<String> steps,
    @Schema(nullable = true) String tariffVersion,
    @Schema(nullable = true) String rule,
    @Schema(nullable = true) Increments increments,
    long quantity,
    long billedQuantity,
    Money cost,
    Money price,
    Money margin,
    @Schema(nullable = true) CarrierDiscount carrierDiscount,
    @Schema(nullable = true) UsageUnderPlan underPlan,
    List<String> causation,
    List<EntryExplanation> lines,
    @Schema(nullable = true) Recomputed recomputed) {

  /**
   * @param price of the entries that can be computed; the others do not match
   * @param cost of the entries that can be computed; the others do not match
   * @param costBasis what the cost follows from as it stands: that of the entry that set it last
   * @param matches whether the ledger says the same of every entry: quantities, price and cost
   */
  public record Recomputed(
      long billedQuantity,
      Money price,
      Money cost,
      CostBasis costBasis,
      boolean priceMatches,
      boolean costMatches,
      boolean matches) {
    /**
     * @param entries at least one
     */
    static Recomputed of(List<RecomputedEntry> entries) {
      boolean price = entries.stream().allMatch(RecomputedEntry::priceMatches);
      boolean cost = entries.stream().allMatch(RecomputedEntry::costMatches);
      return new Recomputed(
          entries.stream().mapToLong(RecomputedEntry::billedQuantity).sum(),
          sum(entries.stream().map(RecomputedEntry::price).toList()),
          sum(entries.stream().map(RecomputedEntry::cost).toList()),
          basis(entries),
          price,
          cost,
          price && cost);
    }

    private static CostBasis basis(List<RecomputedEntry> entries) {
      return entries.stream()
          .map(RecomputedEntry::basis)
          .filter(basis -> basis != CostBasis.KEPT)
          .reduce(CostBasis.KEPT, (before, next) -> next);
    }

    private static Money sum(List<Money> amounts) {
      return amounts.stream().filter(Objects::nonNull).reduce(Money.zero("BRL"), Money::plus);
    }
  }
}
