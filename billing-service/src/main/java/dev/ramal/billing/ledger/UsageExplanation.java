package dev.ramal.billing.ledger;

import dev.ramal.billing.rating.Increments;
import dev.ramal.events.Money;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why a usage costs what it costs, and the proof: the price by the stored tariff computed again.
 *
 * @param steps the arithmetic of every entry, in order, pt-BR; last what the plan pays of it
 * @param price before the plan's allowance
 * @param underPlan what is due under the plan; null under consumption
 * @param increments minimum, increment and grace of the rule; null when no tariff made an entry
 * @param causation ids of the events behind the entries, in order
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
    @Schema(nullable = true) UsageUnderPlan underPlan,
    List<String> causation,
    @Schema(nullable = true) Recomputed recomputed) {

  /**
   * The cost is no part of it: a carrier's price or another exchange rate may have moved that.
   *
   * @param matches whether the ledger says the same
   */
  public record Recomputed(long billedQuantity, Money price, boolean matches) {}
}
