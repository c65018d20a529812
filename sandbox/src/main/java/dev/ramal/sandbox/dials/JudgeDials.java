package dev.ramal.sandbox.dials;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether one intent rang nobody twice, and came to one end. Pure.
 *
 * <p>A leg counts from the moment at which a carrier has made it, whatever we were answered: what a
 * carrier refuses (503, 429) or never reads (a connection that was cut before) makes none, and only
 * after that may there be another.
 */
final class JudgeDials {
  private static final Set<String> DEFINITE =
      Set.of("completed", "busy", "no-answer", "canceled", "failed", "denied");

  private JudgeDials() {}

  /**
   * @param legs of all carriers
   * @param ends call → ids of its events {@code CallEnded} of revision 0
   * @return a sentence for each rule that an intent breaks
   */
  static List<String> judge(
      List<PlacedIntent> placed, List<RungLeg> legs, Map<String, Set<String>> ends) {
    Map<String, List<RungLeg>> rung =
        legs.stream().collect(Collectors.groupingBy(RungLeg::destination));
    List<String> broken = new ArrayList<>();
    Set<String> wanted = new HashSet<>();
    for (PlacedIntent one : placed) {
      String lead = one.intent().lead();
      String agent = one.intent().agent();
      wanted.addAll(List.of(lead, agent));
      Stream.of(
              once("the lead", rung.getOrDefault(lead, List.of())),
              once("the agent", rung.getOrDefault(agent, List.of())),
              oneCall(one),
              definite(one),
              oneEnd(one, ends))
          .filter(wrong -> !wrong.isEmpty())
          .forEach(wrong -> broken.add(one.intent() + ": " + wrong));
    }
    rung.forEach(
        (destination, strange) -> {
          if (!wanted.contains(destination)) {
            broken.add(destination + " was rung although nobody asked for it: " + strange);
          }
        });
    return broken;
  }

  private static String once(String who, List<RungLeg> legs) {
    return legs.size() < 2 ? "" : who + " was rung " + legs.size() + " times: " + legs;
  }

  private static String oneCall(PlacedIntent one) {
    if (one.refusal() != null) {
      return "the click was refused: " + one.refusal();
    }
    return one.calls().size() == 1 ? "" : "its key made these calls: " + one.calls();
  }

  private static String definite(PlacedIntent one) {
    return DEFINITE.contains(String.valueOf(one.status()))
        ? ""
        : "no definite state, but " + one.status() + ", of " + one.calls();
  }

  private static String oneEnd(PlacedIntent one, Map<String, Set<String>> ends) {
    return one.calls().stream()
        .filter(call -> ends.getOrDefault(call, Set.of()).size() != 1)
        .map(call -> call + " ended by " + ends.getOrDefault(call, Set.of()).size() + " CallEnded")
        .collect(Collectors.joining("; "));
  }
}
