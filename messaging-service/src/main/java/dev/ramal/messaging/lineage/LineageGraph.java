package dev.ramal.messaging.lineage;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The way of one thing, as it grows: its own hops, what they caused, of whatever it tells, and what
 * caused them. What caused is not followed to its other effects: those are ways of others.
 */
final class LineageGraph {
  private final HandleHashes hashes;
  private final int most;
  private final Map<Long, Hop> hops = new LinkedHashMap<>();
  private final Set<Long> own = new HashSet<>();
  private final Set<Long> effects = new HashSet<>();
  private final Set<UUID> ties = new HashSet<>();
  private final Set<UUID> asked = new HashSet<>();
  private boolean cut;

  /**
   * @param found hops of one thing
   * @param most hops
   */
  LineageGraph(List<Hop> found, HandleHashes hashes, int most) {
    this.hashes = hashes;
    this.most = most;
    found.stream().limit(most).forEach(this::own);
    cut = found.size() > most;
  }

  /** What is to be looked up next; empty once nothing more can be found. */
  Set<UUID> wanted() {
    Set<UUID> wanted = new LinkedHashSet<>();
    for (Hop hop : hops.values()) {
      boolean isOwn = own.contains(hop.seq());
      if (isOwn) {
        wanted.addAll(hop.ties());
      }
      if (isOwn && hop.causation() != null) {
        wanted.add(hashes.ofId(hop.causation()));
      }
      if (hop.eventId() != null && (isOwn || effects.contains(hop.seq()))) {
        wanted.add(hashes.ofEffectsOf(hop.eventId()));
      }
    }
    wanted.removeAll(asked);
    asked.addAll(wanted);
    return wanted;
  }

  /** Whether there is room for more. */
  boolean hasRoom() {
    return hops.size() < most;
  }

  void take(List<Hop> found) {
    for (Hop hop : found) {
      if (hops.containsKey(hop.seq()) || hasRoom()) {
        hops.putIfAbsent(hop.seq(), hop);
      } else {
        cut = true;
      }
    }
    boolean changed = true;
    while (changed) {
      changed = classify();
    }
  }

  /** There was more than is told. */
  void cutOff() {
    cut = true;
  }

  boolean isCut() {
    return cut;
  }

  /** Of what its own hops tell: of the call, where they tell of its legs and uses as well. */
  LineageSubject subject() {
    return HopComponents.subject(
        hops.values().stream().filter(hop -> own.contains(hop.seq())).toList());
  }

  /** Its own, their effects and their causes, without what was found beside them. */
  List<Hop> hops() {
    Set<String> causes = causations();
    return hops.values().stream()
        .filter(
            hop ->
                own.contains(hop.seq())
                    || effects.contains(hop.seq())
                    || isAmong(causes, hop.eventId()))
        .toList();
  }

  private boolean classify() {
    Set<String> causes = causations();
    Set<String> live = new HashSet<>();
    Set<String> parts = new HashSet<>();
    for (Hop hop : hops.values()) {
      if (hop.eventId() != null && (own.contains(hop.seq()) || effects.contains(hop.seq()))) {
        live.add(hop.eventId());
      }
      if (hop.eventId() != null && own.contains(hop.seq()) && hop.subject().kind().isPart()) {
        parts.add(hop.eventId());
      }
    }
    boolean changed = false;
    for (Hop hop : hops.values()) {
      if (own.contains(hop.seq())) {
        continue;
      }
      // A leg that called us is told of without a call; the call names the fact by which it began.
      LineageKind kind = hop.subject().kind();
      boolean begunIt = kind.isPart() && isAmong(causes, hop.eventId());
      boolean begunByIt = kind.isOfCallOrMessage() && isAmong(parts, hop.causation());
      if (begunIt || begunByIt || hop.ties().stream().anyMatch(ties::contains)) {
        own(hop);
        changed = true;
      } else if (isAmong(live, hop.causation()) && effects.add(hop.seq())) {
        changed = true;
      }
    }
    return changed;
  }

  private void own(Hop hop) {
    hops.putIfAbsent(hop.seq(), hop);
    own.add(hop.seq());
    ties.addAll(hop.ties());
  }

  private Set<String> causations() {
    Set<String> causations = new HashSet<>();
    for (Hop hop : hops.values()) {
      if (own.contains(hop.seq()) && hop.causation() != null) {
        causations.add(hop.causation());
      }
    }
    return causations;
  }

  private static boolean isAmong(Set<String> events, String event) {
    return event != null && events.contains(event);
  }
}
