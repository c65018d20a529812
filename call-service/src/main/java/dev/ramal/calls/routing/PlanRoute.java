package dev.ramal.calls.routing;

import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.connections.EnabledConnection;
import dev.ramal.calls.numbers.CallerIdRules;
import dev.ramal.calls.routing.RouteTerms.CarrierTerms;
import dev.ramal.events.Carrier;
import dev.ramal.events.E164;
import dev.ramal.events.RouteReason;
import dev.ramal.numbering.Destinations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.IntStream;

/** From what is known of carriers to the one that takes a call. Reads nothing, asks nobody. */
@ApplicationScoped
public class PlanRoute {
  private final Carriers carriers;

  PlanRoute(Carriers carriers) {
    this.carriers = carriers;
  }

  public RouteChoice plan(RouteWish wish, RouteTerms terms) {
    List<Carrier> named =
        wish.only() == null ? terms.settings().after(wish.first()) : List.of(wish.only());
    return ChooseCarrier.among(
        IntStream.range(0, named.size())
            .mapToObj(place -> candidate(wish, terms, named.get(place), place))
            .toList(),
        terms.settings().prefer(),
        wish.only() != null);
  }

  private RouteCandidate candidate(RouteWish wish, RouteTerms terms, Carrier carrier, int place) {
    EnabledConnection account = terms.accounts().get(carrier);
    CarrierTerms known = terms.of(carrier);
    return new RouteCandidate(
        carrier,
        place,
        account,
        from(wish, account),
        obstacle(wish, carrier, account),
        known.cost(),
        known.breaker(),
        known.recent());
  }

  static E164 from(RouteWish wish, EnabledConnection account) {
    if (wish.from() != null) {
      return wish.from();
    }
    return account == null
        ? null
        : account.numbers().stream()
            .filter(CallerIdRules::mayShow)
            .findFirst()
            .or(account::defaultNumber)
            .orElse(null);
  }

  private RouteReason obstacle(RouteWish wish, Carrier carrier, EnabledConnection account) {
    if (wish.refused().contains(carrier)) {
      return RouteReason.REFUSED;
    }
    if (!carriers.of(carrier).reaches(Destinations.ofCall(wish.to().value()))) {
      return RouteReason.NOT_REACHED;
    }
    if (account == null) {
      return RouteReason.NO_CONNECTION;
    }
    if (wish.from() == null) {
      return account.numbers().isEmpty() ? RouteReason.NO_NUMBERS : null;
    }
    return account.numbers().contains(wish.from()) ? null : RouteReason.NOT_ITS_NUMBER;
  }
}
