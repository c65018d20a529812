package dev.ramal.calls.call;

import dev.ramal.events.Direction;
import dev.ramal.events.LegName;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** To which leg a fact belongs that names none, and when a call began. */
final class Placement {
  private Placement() {}

  /** A handle that is known names the leg; an inbound call begins with the lead's. */
  static Fact of(Fact fact, Direction direction, CallState before) {
    if (fact.leg() != null || fact.concernsCall()) {
      return fact;
    }
    for (LegState leg : before.legs()) {
      if (leg.carrierCallId() != null && leg.carrierCallId().equals(fact.carrierCallId())) {
        return fact.onLeg(leg.name());
      }
    }
    return direction == Direction.INBOUND && mayBeOf(before.lead(), fact)
        ? fact.onLeg(LegName.LEAD)
        : fact;
  }

  private static boolean mayBeOf(LegState lead, Fact fact) {
    return lead == null || lead.carrierCallId() == null || fact.carrierCallId() == null;
  }

  /** The first thing known to have happened: a fact, or the dialling that a late one implies. */
  static Instant begin(List<Fact> sorted, LegState lead) {
    return Stream.of(
            sorted.isEmpty() ? null : sorted.get(0).at(), lead == null ? null : lead.dialedAt())
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
