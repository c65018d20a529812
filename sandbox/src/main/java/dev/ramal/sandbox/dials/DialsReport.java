package dev.ramal.sandbox.dials;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.processes.Progress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a run has seen, in lines. */
record DialsReport(Progress progress) {
  void tell(
      List<PlacedIntent> placed,
      List<RungLeg> legs,
      FirstEnds ends,
      JsonNode met,
      List<String> broken,
      long seed) {
    progress.say("met by requests and callbacks: " + met);
    progress.say("troubles of dials: " + count(placed, one -> one.intent().trouble().name()));
    progress.say("troubles of callbacks: " + count(placed, one -> one.intent().news().name()));
    progress.say("clicked twice: " + placed.stream().filter(one -> one.intent().twice()).count());
    progress.say("states: " + count(placed, one -> String.valueOf(one.status())));
    progress.say("legs: " + count(legs, RungLeg::carrier));
    progress.say("moved to the other carrier: " + moved(placed, legs));
    progress.say("CallEnded of revision 0: " + ends.count() + ", repeated " + ends.repeated());
    broken.forEach(one -> progress.say("✗ " + one));
    progress.say(
        broken.isEmpty()
            ? "✓ %d intents, nobody rung twice, each with one end".formatted(placed.size())
            : "✗ %d rules broken, seed %d".formatted(broken.size(), seed));
  }

  /** Intents whose agent was rung through the carrier that is asked second. */
  private static long moved(List<PlacedIntent> placed, List<RungLeg> legs) {
    Map<String, String> first =
        placed.stream()
            .collect(
                Collectors.toMap(
                    one -> one.intent().agent(), one -> one.intent().team().carrier()));
    return legs.stream()
        .filter(leg -> !leg.carrier().equals(first.getOrDefault(leg.destination(), leg.carrier())))
        .count();
  }

  private static <T> Map<String, Long> count(List<T> all, Function<T, String> by) {
    return all.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
  }
}
