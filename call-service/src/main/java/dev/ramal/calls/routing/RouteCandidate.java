package dev.ramal.calls.routing;

import dev.ramal.calls.connections.EnabledConnection;
import dev.ramal.carriers.health.Breaker;
import dev.ramal.events.Carrier;
import dev.ramal.events.E164;
import dev.ramal.events.RouteReason;

/**
 * A carrier that comes into question for a call.
 *
 * @param place by priority, the first is 0
 * @param account null where the organization has none
 * @param from the number that would be shown; null where there is none
 * @param obstacle why it cannot carry the call; null where it can
 * @param cost null where nothing is known of it
 */
public record RouteCandidate(
    Carrier carrier,
    int place,
    EnabledConnection account,
    E164 from,
    RouteReason obstacle,
    Estimate cost,
    Breaker breaker,
    CarrierFigures recent) {

  boolean isUsable() {
    return obstacle == null;
  }

  /** Null for one that works. */
  RouteReason trouble() {
    if (breaker.isOpen()) {
      return RouteReason.BREAKER_OPEN;
    }
    return recent.isFailing() ? RouteReason.FAILING : null;
  }
}
