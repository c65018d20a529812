package dev.ramal.calls.dialing;

import dev.ramal.calls.agents.AgentRepository;
import dev.ramal.calls.call.Route;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.connections.EnabledConnection;
import dev.ramal.calls.numbers.ChooseCallerId.Chosen;
import dev.ramal.calls.routing.PlanRoute;
import dev.ramal.calls.routing.RouteChoice;
import dev.ramal.calls.routing.RouteWish;
import dev.ramal.events.Carrier;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.kit.problem.ProblemException;
import dev.ramal.numbering.Destinations;
import jakarta.enterprise.context.ApplicationScoped;

/** Which way a click goes, before the agent's phone rings for nothing. */
@ApplicationScoped
class ChooseRoute {
  private final PlanRoute routes;
  private final Carriers carriers;
  private final ShowNumber showNumber;
  private final AgentRepository agents;

  ChooseRoute(PlanRoute routes, Carriers carriers, ShowNumber showNumber, AgentRepository agents) {
    this.routes = routes;
    this.carriers = carriers;
    this.showNumber = showNumber;
    this.agents = agents;
  }

  /**
   * The way of a click.
   *
   * @param address at which the agent is rung, by the carrier
   * @param shown the number that the lead sees
   */
  record ChosenRoute(Route route, String address, Chosen shown) {}

  /**
   * @param user by what the agent's softphone is called
   * @throws ProblemException where no carrier can take the call
   */
  ChosenRoute choose(TenantId tenant, DialRequest request, String user, E164 to, DialTerms terms) {
    RouteChoice choice = compare(to, request.from(), request.carrier(), terms);
    EnabledConnection account =
        choice.chosen().orElseThrow(() -> noRoute(choice, to)).candidate().account();
    Chosen shown =
        showNumber.choose(
            tenant, request.from(), to, account.id().value(), account.numbers(), terms.callerIds());
    String phone = terms.agent().phone();
    String softphone = phone == null ? user : null;
    Route route = choice.route(shown.number(), softphone, request.from() != null, null);
    String address = agents.address(terms.agent(), user, route.carrier(), route.connectionId());
    return new ChosenRoute(route, address, shown);
  }

  private ProblemException noRoute(RouteChoice choice, E164 to) {
    return DialProblems.noRoute(
        choice.obstacle(), to, carriers.reaching(Destinations.ofCall(to.value())));
  }

  /** Every carrier, also where none can. */
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
