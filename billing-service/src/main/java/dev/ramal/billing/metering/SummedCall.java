package dev.ramal.billing.metering;

import dev.ramal.events.CallCostState;
import dev.ramal.events.Money;
import dev.ramal.events.billing.CallCostChanged;
import java.time.Instant;

/**
 * What a call costs, all of its usages together.
 *
 * @param version from 1; each change is the next one
 * @param cost BRL
 * @param price BRL, before a plan's allowance
 * @param lines usages that the ledger holds
 * @param estimatedLines legs whose cost the carrier has not named
 * @param openLines usages without a tariff, or whose cost is without an exchange rate
 * @param corrections entries that correct what was booked before
 */
record SummedCall(
    MeteredCall call,
    int version,
    Money cost,
    Money price,
    int lines,
    int estimatedLines,
    int openLines,
    int corrections) {

  CallCostState state() {
    if (corrections > 0) {
      return CallCostState.AMENDED;
    }
    return estimatedLines > 0 || openLines > 0 ? CallCostState.ESTIMATED : CallCostState.REAL;
  }

  CallCostChanged event(Instant at) {
    return new CallCostChanged(
        call.callId(), version, state(), cost, price, lines, estimatedLines, openLines, at);
  }
}
