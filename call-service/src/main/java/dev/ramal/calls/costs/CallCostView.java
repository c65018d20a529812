package dev.ramal.calls.costs;

import dev.ramal.events.CallCostState;
import dev.ramal.events.Money;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a call costs, as billing knows it now.
 *
 * @param state estimated: the carrier has not named its price of every leg; real: it has; amended:
 *     something that was booked was corrected since
 * @param price what the organization pays by its tariff, before a plan's allowance
 * @param cost what carriers charge, or are expected to; null for who may not see it
 * @param lines its legs, machine detection and transcripts, as far as the ledger holds them
 * @param estimatedLines legs whose cost is still the tariff's
 * @param openLines usages that the sums lack, for want of a tariff or an exchange rate
 */
@Schema(name = "CallCost")
public record CallCostView(
    @Schema(nullable = true) CallCostState state,
    Money price,
    @Schema(nullable = true) Money cost,
    int lines,
    int estimatedLines,
    int openLines,
    Instant changedAt) {

  /**
   * @param amounts whether what carriers charge is shown
   */
  public static CallCostView of(CallCost cost, boolean amounts) {
    return new CallCostView(
        cost.state(),
        new Money(cost.price(), CallCost.CURRENCY),
        amounts ? new Money(cost.cost(), CallCost.CURRENCY) : null,
        cost.lines(),
        cost.estimatedLines(),
        cost.openLines(),
        cost.changedAt());
  }
}
