package dev.ramal.messaging.lineage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hops in the order in which they happened, each with the one that led to it. Clocks of several
 * machines differ: an effect is put behind its cause, whatever its time says.
 */
final class LineageOrder {
  private static final Comparator<Hop> BY_TIME =
      Comparator.comparing(Hop::publishedAt)
          .thenComparing(Hop::topic)
          .thenComparing(Hop::partition)
          .thenComparing(Hop::offset);

  private final Map<String, List<Hop>> byEvent = new HashMap<>();
  private final Map<Long, Rank> ranks = new HashMap<>();

  /**
   * @param time of it, or of its cause where that is later
   * @param depth how many hops led to it
   */
  private record Rank(Instant time, int depth) {}

  /**
   * A hop in its place.
   *
   * @param cause null where nothing that is known led to it
   */
  record Placed(Hop hop, Hop cause) {}

  private LineageOrder(Collection<Hop> hops) {
    hops.stream()
        .sorted(BY_TIME)
        .filter(hop -> hop.eventId() != null)
        .forEach(hop -> byEvent.computeIfAbsent(hop.eventId(), id -> new ArrayList<>()).add(hop));
  }

  static List<Placed> of(Collection<Hop> hops) {
    LineageOrder order = new LineageOrder(hops);
    return hops.stream()
        .sorted(
            Comparator.comparing((Hop hop) -> order.rank(hop).time())
                .thenComparing(hop -> order.rank(hop).depth())
                .thenComparing(BY_TIME))
        .map(hop -> new Placed(hop, order.cause(hop)))
        .toList();
  }

  private Rank rank(Hop hop) {
    Rank known = ranks.get(hop.seq());
    return known == null ? rank(hop, new HashSet<>()) : known;
  }

  /** What leads in a circle, which only a forged event does, is broken where it was begun. */
  private Rank rank(Hop hop, Set<Long> above) {
    Rank known = ranks.get(hop.seq());
    if (known != null) {
      return known;
    }
    Hop cause = above.add(hop.seq()) ? cause(hop) : null;
    Rank rank = new Rank(hop.publishedAt(), 0);
    if (cause != null && !above.contains(cause.seq())) {
      Rank before = rank(cause, above);
      Instant time = before.time().isAfter(hop.publishedAt()) ? before.time() : hop.publishedAt();
      rank = new Rank(time, before.depth() + 1);
    }
    ranks.put(hop.seq(), rank);
    return rank;
  }

  /** The same event before, where it was tried again or sent again; else the event it names. */
  private Hop cause(Hop hop) {
    Hop before = null;
    for (Hop same : byEvent.getOrDefault(hop.eventId(), List.of())) {
      if (same.seq() == hop.seq()) {
        break;
      }
      before = same;
    }
    if (before != null) {
      return before;
    }
    return byEvent.getOrDefault(hop.causation(), List.of()).stream().findFirst().orElse(null);
  }
}
