package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.rating.Meter;
import dev.ramal.events.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a set of usages adds to what a call costs. Pure.
 *
 * @param cost difference in BRL
 * @param price difference in BRL
 * @param lines usages that the ledger holds now and did not before
 * @param estimatedLines difference of legs whose cost the carrier has not named
 * @param openLines difference of usages without a tariff, or whose cost is without an exchange rate
 * @param corrections difference of entries that correct what was booked
 */
record CallCostChange(
    MeteredCall call,
    Money cost,
    Money price,
    int lines,
    int estimatedLines,
    int openLines,
    int corrections) {

  /** One for each call that comes to something else, in the order of their keys. */
  static List<CallCostChange> of(UsageSet usages) {
    Map<MeteredCall, CallCostChange> byCall = new TreeMap<>();
    usages
        .changed()
        .forEach(
            (key, after) ->
                MeteredCall.of(key)
                    .ifPresent(
                        call ->
                            byCall.merge(
                                call,
                                between(call, key, usages.before(key), after),
                                CallCostChange::and)));
    List<CallCostChange> changes = new ArrayList<>(byCall.values());
    changes.removeIf(CallCostChange::isNothing);
    return changes;
  }

  private static CallCostChange between(
      MeteredCall call, UsageKey key, UsageRecord before, UsageRecord after) {
    return new CallCostChange(
        call,
        after.balance().cost().minus(before.balance().cost()),
        after.balance().price().minus(before.balance().price()),
        one(!after.balance().isEmpty()) - one(!before.balance().isEmpty()),
        one(isEstimated(key, after)) - one(isEstimated(key, before)),
        one(after.isOpen()) - one(before.isOpen()),
        after.balance().corrections() - before.balance().corrections());
  }

  private CallCostChange and(CallCostChange other) {
    return new CallCostChange(
        call,
        cost.plus(other.cost),
        price.plus(other.price),
        lines + other.lines,
        estimatedLines + other.estimatedLines,
        openLines + other.openLines,
        corrections + other.corrections);
  }

  private boolean isNothing() {
    return cost.amount().signum() == 0
        && price.amount().signum() == 0
        && lines == 0
        && estimatedLines == 0
        && openLines == 0
        && corrections == 0;
  }

  /** Carriers name a price of each leg, and none of what is found out or written down. */
  private static boolean isEstimated(UsageKey key, UsageRecord usage) {
    BookedBalance balance = usage.balance();
    return key.meter() == Meter.VOICE_MINUTE
        && !balance.costIsReal()
        && !balance.isEmpty()
        && !balance.comesToNothing();
  }

  private static int one(boolean holds) {
    return holds ? 1 : 0;
  }
}
