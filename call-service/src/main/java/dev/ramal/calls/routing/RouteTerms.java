package dev.ramal.calls.routing;

import dev.ramal.calls.connections.EnabledConnection;
import dev.ramal.carriers.health.Breaker;
import dev.ramal.events.Carrier;
import java.util.Map;

/**
 * What a route depends on, as it stands.
 *
 * @param accounts the enabled one with each carrier
 */
public record RouteTerms(
    RoutingSettings settings,
    Map<Carrier, EnabledConnection> accounts,
    Map<Carrier, CarrierTerms> carriers) {

  /**
   * What is known of a carrier.
   *
   * @param cost null where nothing is known of it
   */
  record CarrierTerms(Estimate cost, Breaker breaker, CarrierFigures recent) {
    static final CarrierTerms UNKNOWN = new CarrierTerms(null, Breaker.NEW, CarrierFigures.NONE);
  }

  CarrierTerms of(Carrier carrier) {
    return carriers.getOrDefault(carrier, CarrierTerms.UNKNOWN);
  }
}
