package dev.ramal.calls.call;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which ways a call was sent, by its facts: each order of the agent's leg names one. */
final class ChosenRoutes {
  private ChosenRoutes() {}

  /** The one that counts; empty where nobody chose. */
  static Optional<FactBody.Ordered> last(List<Fact> sorted) {
    return all(sorted).reduce((earlier, later) -> later);
  }

  static Stream<FactBody.Ordered> all(List<Fact> sorted) {
    return sorted.stream()
        .filter(fact -> fact.body() instanceof FactBody.Ordered)
        .map(fact -> (FactBody.Ordered) fact.body())
        .filter(order -> order.route() != null);
  }
}
