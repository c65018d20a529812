package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.Transition;
import java.util.ArrayList;
import java.util.List;

/**
 * A call on its way through some facts.
 *
 * @param added facts that are part of the call now and were not before, with their leg
 * @param events to be told, in this order
 * @param notYet why a fact could not be placed; null when all could
 */
record CallProgress(Call call, List<Fact> added, List<Record> events, String notYet) {

  static CallProgress of(Call call) {
    return new CallProgress(call, List.of(), List.of(), null);
  }

  CallProgress with(List<Fact> facts) {
    CallProgress now = this;
    for (Fact fact : facts) {
      now = now.with(fact);
    }
    return now;
  }

  CallProgress with(Fact fact) {
    Transition transition = call.apply(fact);
    if (transition instanceof Transition.NotYet early) {
      return new CallProgress(call, added, events, early.reason());
    }
    if (!(transition instanceof Transition.Applied applied)) {
      return this;
    }
    return new CallProgress(
        applied.call(),
        plus(added, List.of(placed(applied.call(), fact))),
        plus(events, applied.events()),
        notYet);
  }

  private static Fact placed(Call call, Fact fact) {
    return call.facts().stream()
        .filter(known -> known.id().equals(fact.id()))
        .findFirst()
        .orElseThrow();
  }

  private static <T> List<T> plus(List<T> some, List<T> more) {
    List<T> all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }
}
