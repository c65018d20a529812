package dev.ramal.messaging.lineage;

import dev.ramal.events.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Hops that belong to one thing, found by what ties them together: connected components. */
final class HopComponents {
  /** By the number of the hop. */
  private final Map<Long, Long> parents = new HashMap<>();

  private HopComponents() {}

  /** Each hop in one component; never of two organizations. */
  static List<List<Hop>> of(Collection<Hop> hops) {
    HopComponents components = new HopComponents();
    components.join(hops);
    Map<Long, List<Hop>> found = new LinkedHashMap<>();
    for (Hop hop : hops) {
      found.computeIfAbsent(components.root(hop.seq()), root -> new ArrayList<>()).add(hop);
    }
    return List.copyOf(found.values());
  }

  /** Of what a component tells: of the call, where it tells of its legs and uses as well. */
  static LineageSubject subject(List<Hop> component) {
    LineageSubject best = component.get(0).subject();
    for (Hop hop : component) {
      if (hop.subject().kind().compareTo(best.kind()) < 0) {
        best = hop.subject();
      }
    }
    return best;
  }

  private void join(Collection<Hop> hops) {
    record Tie(TenantId tenant, UUID handle) {}
    record Part(TenantId tenant, String event) {}
    Map<Tie, Hop> tied = new HashMap<>();
    Map<Part, Hop> parts = new HashMap<>();
    for (Hop hop : hops) {
      for (UUID handle : hop.ties()) {
        unite(hop, tied.computeIfAbsent(new Tie(hop.tenant(), handle), tie -> hop));
      }
      if (hop.subject().kind().isPart() && hop.eventId() != null) {
        parts.put(new Part(hop.tenant(), hop.eventId()), hop);
      }
    }
    // A leg that called us is told of without a call; the call tells by which fact it began.
    for (Hop hop : hops) {
      Hop cause = parts.get(new Part(hop.tenant(), hop.causation()));
      if (cause != null && hop.subject().kind().isOfCallOrMessage()) {
        unite(hop, cause);
      }
    }
  }

  private void unite(Hop one, Hop other) {
    long first = root(one.seq());
    long second = root(other.seq());
    if (first != second) {
      parents.put(first, second);
    }
  }

  private long root(long seq) {
    long root = seq;
    for (Long parent = parents.get(root); parent != null; parent = parents.get(root)) {
      root = parent;
    }
    return root;
  }
}
