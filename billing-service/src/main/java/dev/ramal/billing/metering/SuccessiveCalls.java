package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Calls with one number, of which a tariff counts those as one that follow each other closely.
 * Which continues which follows from when they happened, never from the order in which they became
 * known.
 */
final class SuccessiveCalls {
  private static final Comparator<Placed> BY_BEGIN =
      Comparator.<Placed, Instant>comparing(call -> call.usage().occurredAt())
          .thenComparing(call -> call.key().usageId());

  private SuccessiveCalls() {}

  /**
   * A call in its place.
   *
   * @param standing tariff of what stands of it; null for none
   */
  record Placed(UsageKey key, Usage usage, UUID standing) {}

  /** How much each of them continues, in order of their beginnings. */
  static Map<UsageKey, Long> preceding(List<Placed> calls, RateUsage rates) {
    Map<UsageKey, Long> preceding = new LinkedHashMap<>();
    long counted = 0;
    Instant until = null;
    for (Placed call : calls.stream().sorted(BY_BEGIN).toList()) {
      Usage usage = call.usage();
      Duration within = rates.joinWithin(usage, call.standing());
      boolean continues =
          until != null && !within.isZero() && !usage.occurredAt().isAfter(until.plus(within));
      counted = continues ? counted : 0;
      preceding.put(call.key(), counted);
      counted += usage.quantity();
      until = continues && until.isAfter(usage.until()) ? until : usage.until();
    }
    return preceding;
  }
}
