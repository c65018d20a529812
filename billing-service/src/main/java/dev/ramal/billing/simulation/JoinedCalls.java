package dev.ramal.billing.simulation;

import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How much each call continues, for calls that come in order of their beginnings: the same as
 * metering finds for calls of which it knows all. Not thread-safe.
 */
final class JoinedCalls {
  /** Longer chains of calls fall apart, as they do when they are metered. */
  private static final Duration AROUND = Duration.ofHours(6);

  private final Map<Line, Chain> chains = new LinkedHashMap<>();

  /** With whom, over which leg, in which direction. */
  private record Line(String party, String leg, Direction direction) {}

  /** Successive calls so far. */
  private record Chain(long counted, Instant until, Instant begun) {}

  /**
   * @param call with its end; one that may not be joined continues nothing
   * @param tariff that is asked before all others; null for none
   */
  Usage placed(Usage call, RateUsage rates, UUID tariff) {
    if (!call.mayBeJoined()) {
      return call;
    }
    Line line = new Line(call.party(), call.leg(), call.direction());
    Chain known = chains.remove(line);
    Duration within = rates.joinWithin(call, tariff);
    boolean continues =
        known != null && !within.isZero() && !call.occurredAt().isAfter(known.until().plus(within));
    long counted = continues ? known.counted() : 0;
    Instant until = continues && known.until().isAfter(call.until()) ? known.until() : call.until();
    chains.put(line, new Chain(counted + call.quantity(), until, call.occurredAt()));
    forget(call.occurredAt());
    return call.continuing(counted);
  }

  /** Those that nothing can continue any more, the oldest first. */
  private void forget(Instant now) {
    Iterator<Chain> oldest = chains.values().iterator();
    while (oldest.hasNext()) {
      if (!oldest.next().begun().plus(AROUND).isBefore(now)) {
        return;
      }
      oldest.remove();
    }
  }
}
