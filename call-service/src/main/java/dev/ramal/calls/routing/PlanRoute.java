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
import java.util.stream.Stream;

/** From what is known of carriers to the one that takes a call. Reads nothing, asks nobody. */
@ApplicationScoped
public class PlanRoute {
  private final Carriers carriers;

  PlanRoute(Carriers carriers) {
    this.carriers = carriers;
  }

  public RouteChoice plan(RouteWish wish, RouteTerms terms) {
    List<Carrier> usual = terms.settings().after(wish.first());
    List<Carrier> named = wish.only() == null ? inOrder(terms, usual) : List.of(wish.only());
    RouteChoice choice =
        ChooseCarrier.among(
            IntStream.range(0, named.size())
                .mapToObj(place -> candidate(wish, terms, named.get(place), place))
                .toList(),
            terms.preference(),
            wish.only() != null);
    return isByBudget(choice, terms, usual.get(0)) ? choice.because(RouteReason.BY_BUDGET) : choice;
  }

  private static List<Carrier> inOrder(RouteTerms terms, List<Carrier> usual) {
    return Stream.concat(terms.preferredCarrier().stream(), usual.stream()).distinct().toList();
  }

  /** Whether the settings alone would have decided by something else. */
  private static boolean isByBudget(RouteChoice choice, RouteTerms terms, Carrier first) {
    return choice
        .chosen()
        .filter(
            taken ->
                terms.preferredCarrier().isPresent()
                    ? taken.why() == RouteReason.FIRST
                        && terms.preferredCarrier().get() == taken.candidate().carrier()
                        && (terms.settings().prefer() != Preference.PRIORITY
                            || taken.candidate().carrier() != first)
                    : terms.preference() != terms.settings().prefer()
                        && taken.why() == RouteReason.CHEAPEST)
        .isPresent();
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
