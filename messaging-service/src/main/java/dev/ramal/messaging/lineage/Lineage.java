package dev.ramal.messaging.lineage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The way of a call, message or other thing through the suite: each event that tells of it, what
 * led to it and what it led to.
 *
 * @param truncated whether there is more than is told
 */
@Schema(name = "Lineage")
record Lineage(
    LineageKind kind,
    @Schema(description = "Of the thing; a number of a telephone is told as a part of its hash")
        String id,
    String organization,
    Instant firstAt,
    Instant lastAt,
    @Schema(description = "From the first hop to the last") long tookMillis,
    @Schema(description = "How many hops tell of a failure") int failures,
    @Schema(description = "Whether there are more hops than are told") boolean truncated,
    @Schema(
            nullable = true,
            description =
                "What was published before this time is in the index; null while nobody says how"
                    + " far it has come")
        Instant indexedThrough,
    List<LineageHop> hops) {

  /**
   * @param hops at least one
   * @param indexedThrough null where nobody knows
   */
  static Lineage of(
      LineageSubject subject, Collection<Hop> hops, boolean truncated, Instant indexedThrough) {
    List<LineageHop> told = new ArrayList<>();
    Map<Long, Integer> numbers = new HashMap<>();
    for (LineageOrder.Placed placed : LineageOrder.of(hops)) {
      int number = told.size() + 1;
      Integer cause = placed.cause() == null ? null : numbers.get(placed.cause().seq());
      told.add(LineageHop.of(number, placed.hop(), placed.cause(), cause));
      numbers.put(placed.hop().seq(), number);
    }
    Instant first = hops.stream().map(Hop::publishedAt).min(Instant::compareTo).orElseThrow();
    Instant last = hops.stream().map(Hop::publishedAt).max(Instant::compareTo).orElseThrow();
    return new Lineage(
        subject.kind(),
        subject.id(),
        hops.iterator().next().tenant().value(),
        first,
        last,
        Duration.between(first, last).toMillis(),
        (int) told.stream().filter(hop -> hop.failure() != null).count(),
        truncated,
        indexedThrough,
        List.copyOf(told));
  }

  /** How it is headed, for people. */
  String title() {
    return "%s %s of %s: %d hops in %s, %d of them tell of a failure%s"
        .formatted(
            kind.wire(),
            id,
            organization,
            hops.size(),
            Millis.text(tookMillis),
            failures,
            truncated ? "; there are more" : "");
  }
}
