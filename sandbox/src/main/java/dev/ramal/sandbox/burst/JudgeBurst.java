package dev.ramal.sandbox.burst;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether a burst kept its pace, lost and repeated nothing, and held up nobody else. Pure. */
final class JudgeBurst {
  /** A message of somebody else leaves "at once": with its request, on a busy machine. */
  static final Duration AT_ONCE = Duration.ofSeconds(3);

  private static final Set<String> HANDED_OVER = Set.of("sent", "delivered");

  private JudgeBurst() {}

  /**
   * @return a sentence for each rule that is broken
   */
  static List<String> judge(BurstOutcome seen) {
    List<String> broken = new ArrayList<>();
    if (seen.refused() > 0) {
      broken.add(seen.refused() + " requests were answered with 429");
    }
    once(seen, broken);
    long elsewhere = count(seen.states(), state -> !HANDED_OVER.contains(state));
    if (elsewhere > 0 || count(seen.states(), state -> true) != seen.wanted().size()) {
      broken.add("not all of ours say that they were handed over: " + seen.states());
    }
    fair(seen, broken);
    expiry(seen, broken);
    return broken;
  }

  private static void once(BurstOutcome seen, List<String> broken) {
    Map<String, Long> times =
        seen.taken().stream().collect(Collectors.groupingBy(to -> to, Collectors.counting()));
    Set<String> wanted = new HashSet<>(seen.wanted());
    wanted.stream()
        .filter(contact -> times.getOrDefault(contact, 0L) != 1)
        .map(contact -> contact + " was sent " + times.getOrDefault(contact, 0L) + " messages")
        .forEach(broken::add);
    times.keySet().stream()
        .filter(contact -> !wanted.contains(contact) && !seen.late().contains(contact))
        .map(contact -> contact + " was sent a message that nobody asked for")
        .forEach(broken::add);
  }

  private static void fair(BurstOutcome seen, List<String> broken) {
    if (seen.neighbour().isEmpty()) {
      broken.add("nobody else wrote meanwhile");
    }
    seen.neighbour().stream()
        .filter(took -> took.compareTo(AT_ONCE) > 0)
        .map(took -> "a message of another organization took " + took.toMillis() + " ms")
        .forEach(broken::add);
  }

  /** One leaves at once and one more perhaps a minute later; the others must not. */
  private static void expiry(BurstOutcome seen, List<String> broken) {
    long expired = count(seen.lateStates(), "expired"::equals);
    if (expired < seen.late().size() - 2 || expired + seen.lateTaken() != seen.late().size()) {
      broken.add(
          "of %d that had a minute at one a minute %d were sent, and ours say %s"
              .formatted(seen.late().size(), seen.lateTaken(), seen.lateStates()));
    }
  }

  private static long count(Map<String, Long> states, Function<String, Boolean> which) {
    return states.entrySet().stream()
        .filter(entry -> which.apply(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
