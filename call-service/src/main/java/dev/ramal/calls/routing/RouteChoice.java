package dev.ramal.calls.routing;

import dev.ramal.calls.call.Route;
import dev.ramal.calls.call.Route.Considered;
import dev.ramal.events.E164;
import dev.ramal.events.RouteReason;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What came out when carriers were compared for a call.
 *
 * @param ranked every carrier, the chosen one first
 */
public record RouteChoice(List<Ranked> ranked) {

  /** A carrier with what speaks for or against it. */
  public record Ranked(RouteCandidate candidate, boolean chosen, RouteReason why) {}

  /** Empty where no carrier can take the call. */
  public Optional<Ranked> chosen() {
    return ranked.stream().filter(Ranked::chosen).findFirst();
  }

  /** The same, taken for another reason. */
  RouteChoice because(RouteReason reason) {
    return new RouteChoice(
        ranked.stream()
            .map(one -> one.chosen() ? new Ranked(one.candidate(), true, reason) : one)
            .toList());
  }

  /**
   * Where no carrier can: the obstacle that is worth telling. That there is no account says least.
   */
  public Ranked obstacle() {
    return ranked.stream()
        .min(
            Comparator.<Ranked, Boolean>comparing(one -> one.candidate().account() == null)
                .thenComparing(one -> one.candidate().place()))
        .orElseThrow();
  }

  /**
   * The way that was chosen, as the call keeps it.
   *
   * @param from the number that is shown
   * @param softphone whose softphone rings; null for a telephone
   * @param instead of the way before; null for the first
   */
  public Route route(E164 from, String softphone, boolean fromAsked, Route.Instead instead) {
    Ranked way = chosen().orElseThrow();
    RouteCandidate taken = way.candidate();
    return new Route(
        taken.carrier(),
        taken.account().id(),
        from.value(),
        taken.cost() == null ? null : taken.cost().aMinute(),
        way.why(),
        ranked.stream()
            .filter(one -> !one.chosen() && one.candidate().account() != null)
            .map(one -> new Considered(one.candidate().carrier(), one.why()))
            .toList(),
        softphone,
        fromAsked ? true : null,
        instead);
  }
}
