package dev.ramal.calls.dialing;

import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.routing.PlanRoute;
import dev.ramal.calls.routing.RouteChoice;
import dev.ramal.calls.routing.RouteWish;
import dev.ramal.events.Carrier;
import dev.ramal.events.E164;
import dev.ramal.numbering.Destinations;
import jakarta.enterprise.context.ApplicationScoped;

/** Which way a click goes, before the agent's phone rings for nothing. */
@ApplicationScoped
class ChooseRoute {
  private final PlanRoute routes;
  private final Carriers carriers;

  ChooseRoute(PlanRoute routes, Carriers carriers) {
    this.routes = routes;
    this.carriers = carriers;
  }

  /**
   * @param from as it was asked for; null for the account's first
   * @param carrier as it was asked for; null for any
   * @throws dev.ramal.kit.problem.ProblemException where no carrier can take the call
   */
  RouteChoice choose(E164 to, String from, String carrier, DialTerms terms) {
    RouteChoice choice = compare(to, from, carrier, terms);
    if (choice.chosen().isEmpty()) {
      throw DialProblems.noRoute(
          choice.obstacle(), to, carriers.reaching(Destinations.ofCall(to.value())));
    }
    return choice;
  }

  /** The same, also where no carrier can. */
  RouteChoice compare(E164 to, String from, String carrier, DialTerms terms) {
    if (from != null && !E164.isValid(from)) {
      throw DialProblems.badNumber("from", from);
    }
    RouteWish wish =
        RouteWish.of(
            to,
            from == null ? null : E164.of(from),
            carrier == null ? null : Carrier.of(carrier),
            terms.voice().carrier());
    return routes.plan(wish, terms.routes());
  }
}
