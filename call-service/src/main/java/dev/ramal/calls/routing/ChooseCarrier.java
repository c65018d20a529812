package dev.ramal.calls.routing;

import dev.ramal.calls.routing.RouteChoice.Ranked;
import dev.ramal.events.RouteReason;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which of the carriers takes a call, and why. Who cannot take it is out; who is in trouble comes
 * behind who is not, an open breaker last of all; then the organization's preference decides, and
 * its order between equals. Pure.
 */
final class ChooseCarrier {
  private static final int WORST = Integer.MAX_VALUE;

  private final Preference prefer;
  private final ToIntFunction<RouteCandidate> rank;

  private ChooseCarrier(Preference prefer, ToIntFunction<RouteCandidate> rank) {
    this.prefer = prefer;
    this.rank = rank;
  }

  /**
   * @param byClick whether whoever clicked named the carrier
   */
  static RouteChoice among(List<RouteCandidate> candidates, Preference prefer, boolean byClick) {
    List<RouteCandidate> usable = candidates.stream().filter(RouteCandidate::isUsable).toList();
    ChooseCarrier choose = of(usable, prefer);
    List<RouteCandidate> sorted = candidates.stream().sorted(choose.order()).toList();
    return new RouteChoice(
        IntStream.range(0, sorted.size())
            .mapToObj(
                n -> {
                  RouteCandidate one = sorted.get(n);
                  boolean chosen = n == 0 && one.isUsable();
                  return new Ranked(
                      one, chosen, chosen ? choose.why(usable, one, byClick) : choose.whyNot(one));
                })
            .toList());
  }

  /** What cannot be compared leaves the order alone. */
  private static ChooseCarrier of(List<RouteCandidate> usable, Preference prefer) {
    ToIntFunction<RouteCandidate> rank =
        switch (prefer) {
          case PRIORITY -> one -> 0;
          case COST -> byCost(usable);
          case QUALITY -> byQuality(usable);
        };
    boolean decides = usable.stream().mapToInt(rank).distinct().count() > 1;
    return new ChooseCarrier(decides ? prefer : Preference.PRIORITY, rank);
  }

  /** Whose cost nobody knows comes last; amounts in several currencies are not compared. */
  private static ToIntFunction<RouteCandidate> byCost(List<RouteCandidate> usable) {
    List<Estimate> known =
        usable.stream().map(RouteCandidate::cost).filter(cost -> cost != null).toList();
    if (known.stream().map(cost -> cost.aCall().currency()).distinct().count() > 1) {
      return one -> 0;
    }
    Map<Estimate, Integer> places =
        known.stream()
            .distinct()
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    cost ->
                        (int)
                            known.stream()
                                .filter(
                                    other ->
                                        other.aCall().amount().compareTo(cost.aCall().amount()) < 0)
                                .count()));
    return one -> one.cost() == null ? WORST : places.getOrDefault(one.cost(), WORST);
  }

  /** Who has made too few calls is taken for the mean of the others. */
  private static ToIntFunction<RouteCandidate> byQuality(List<RouteCandidate> usable) {
    int mean =
        (int)
            usable.stream()
                .map(one -> one.recent().answeredInSteps())
                .filter(OptionalInt::isPresent)
                .mapToInt(OptionalInt::getAsInt)
                .average()
                .orElse(0);
    return one -> -one.recent().answeredInSteps().orElse(mean);
  }

  private Comparator<RouteCandidate> order() {
    return Comparator.comparing(RouteCandidate::isUsable, Comparator.reverseOrder())
        .thenComparing(one -> one.trouble() == RouteReason.BREAKER_OPEN)
        .thenComparing(one -> one.trouble() != null)
        .thenComparingInt(rank)
        .thenComparingInt(RouteCandidate::place);
  }

  private RouteReason why(List<RouteCandidate> usable, RouteCandidate chosen, boolean byClick) {
    if (byClick) {
      return RouteReason.BY_CLICK;
    }
    if (chosen.trouble() != null) {
      return RouteReason.LAST_RESORT;
    }
    if (usable.size() == 1) {
      return RouteReason.ONLY_ONE;
    }
    if (usable.stream().anyMatch(other -> other.trouble() != null && precedes(other, chosen))) {
      return RouteReason.HEALTHIER;
    }
    return switch (prefer) {
      case PRIORITY -> RouteReason.FIRST;
      case COST -> RouteReason.CHEAPEST;
      case QUALITY -> RouteReason.BEST_ANSWERED;
    };
  }

  /** Whether it would have been chosen, were it not in trouble. */
  private boolean precedes(RouteCandidate other, RouteCandidate chosen) {
    return Comparator.comparingInt(rank)
            .thenComparingInt(RouteCandidate::place)
            .compare(other, chosen)
        < 0;
  }

  private RouteReason whyNot(RouteCandidate other) {
    if (!other.isUsable()) {
      return other.obstacle();
    }
    if (other.trouble() != null) {
      return other.trouble();
    }
    return switch (prefer) {
      case PRIORITY -> RouteReason.LATER;
      case COST -> RouteReason.DEARER;
      case QUALITY -> RouteReason.LESS_ANSWERED;
    };
  }
}
