package dev.ramal.calls.routing;

import dev.ramal.calls.connections.EnabledConnection;
import dev.ramal.carriers.health.Breaker;
import dev.ramal.events.Carrier;
import dev.ramal.events.billing.BudgetThresholdReached;
import java.util.Map;
import java.util.Optional;

/**
 * What a route depends on, as it stands.
 *
 * @param accounts the enabled one with each carrier
 * @param preferred by a budget: the word of a carrier, or {@code cheapest}; null for none
 */
public record RouteTerms(
    RoutingSettings settings,
    Map<Carrier, EnabledConnection> accounts,
    Map<Carrier, CarrierTerms> carriers,
    String preferred) {

  /** The same where a budget asks for a carrier. */
  public RouteTerms preferring(String word) {
    return new RouteTerms(settings, accounts, carriers, word);
  }

  /** What decides between carriers. */
  Preference preference() {
    if (preferred == null) {
      return settings.prefer();
    }
    return preferred.equals(BudgetThresholdReached.CHEAPEST)
        ? Preference.COST
        : Preference.PRIORITY;
  }

  /** The carrier that a budget asks for; empty for none, and for one that is not known here. */
  Optional<Carrier> preferredCarrier() {
    return Carrier.known().stream().filter(each -> each.wire().equals(preferred)).findFirst();
  }

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
