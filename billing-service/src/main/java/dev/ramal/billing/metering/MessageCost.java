package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.events.CallCostState;
import dev.ramal.events.Money;
import dev.ramal.events.billing.MessageCostChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a message costs. It is one usage, so what stands of that is the whole, and its versions are
 * those of the message's cost; nothing is summed up. Pure.
 *
 * @param version of the usage; higher with each change, not each is told
 * @param cost BRL
 * @param price BRL, before a plan's allowance
 * @param open whether cost or price is missing, for want of a tariff or an exchange rate
 */
record MessageCost(
    UsageKey message, int version, CallCostState state, Money cost, Money price, boolean open) {

  /** Those of a set of usages that come to something else than before. */
  static List<MessageCost> of(UsageSet usages) {
    List<MessageCost> changed = new ArrayList<>();
    usages
        .changed()
        .forEach(
            (key, after) -> {
              UsageRecord before = usages.before(key);
              if (key.subject().equals(UsageKey.MESSAGE) && !tellsTheSame(before, after)) {
                changed.add(of(key, usages.version(key), after));
              }
            });
    return changed;
  }

  MessageCostChanged event(Instant at) {
    return new MessageCostChanged(message.subjectId(), version, state, cost, price, open, at);
  }

  private static MessageCost of(UsageKey key, int version, UsageRecord usage) {
    return new MessageCost(
        key,
        version,
        state(usage),
        usage.balance().cost(),
        usage.balance().price(),
        usage.isOpen());
  }

  /** A message that is free is told, too: it is in the ledger. */
  private static boolean tellsTheSame(UsageRecord before, UsageRecord after) {
    return before.balance().isEmpty() == after.balance().isEmpty()
        && state(before) == state(after)
        && before.isOpen() == after.isOpen()
        && before.balance().cost().equals(after.balance().cost())
        && before.balance().price().equals(after.balance().price());
  }

  /** As a call's: what was booked first, and the carrier's price, are no corrections. */
  private static CallCostState state(UsageRecord usage) {
    BookedBalance balance = usage.balance();
    if (balance.corrections() > 0) {
      return CallCostState.AMENDED;
    }
    boolean estimated = !balance.costIsReal() && !balance.isEmpty() && !balance.comesToNothing();
    return estimated || usage.isOpen() ? CallCostState.ESTIMATED : CallCostState.REAL;
  }
}
