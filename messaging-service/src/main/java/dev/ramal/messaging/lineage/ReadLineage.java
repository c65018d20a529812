package dev.ramal.messaging.lineage;

import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.reach.Reach;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Finds what an id belongs to, and the whole way of it: a few look-ups, each for all at once. */
@ApplicationScoped
class ReadLineage {
  /** The latest events that have an id: enough to see whether they are of one thing. */
  private static final int LOOKED_AT = 200;

  private static final int MOST_CANDIDATES = 20;

  /** From cause to cause, and from leg to leg. */
  private static final int MOST_ROUNDS = 8;

  private final SqlTransactions transactions;
  private final HopRepository hops;
  private final HandleHashes hashes;
  private final int mostHops;

  ReadLineage(
      SqlTransactions transactions, HopRepository hops, HandleHashes hashes, LineageConfig config) {
    this.transactions = transactions;
    this.hops = hops;
    this.hashes = hashes;
    this.mostHops = config.mostHops();
  }

  /**
   * @return fails with 404 where no event within reach has the id, with 409 where those that have
   *     it are of several things
   */
  Uni<Lineage> read(Reach reach, AskedId asked) {
    return reach.in(
        transactions,
        sql ->
            hops.find(sql, reach, asked.handles(hashes), LOOKED_AT, LOOKED_AT)
                .chain(found -> withParts(sql, reach, found))
                .chain(components -> only(sql, components))
                .chain(component -> whole(sql, component)));
  }

  /** Those found, each with what ties it to a call or message where it does not say so itself. */
  private Uni<List<List<Hop>>> withParts(Sql sql, Reach reach, List<Hop> found) {
    Set<UUID> wanted = new LinkedHashSet<>();
    for (Hop hop : found) {
      if (hop.subject().kind().isPart()) {
        wanted.addAll(hop.ties());
        if (hop.eventId() != null) {
          wanted.add(hashes.ofEffectsOf(hop.eventId()));
        }
      }
    }
    if (wanted.isEmpty()) {
      return Uni.createFrom().item(HopComponents.of(found));
    }
    return hops.find(sql, reach, wanted, LOOKED_AT, 10 * LOOKED_AT)
        .map(more -> componentsWith(found, more));
  }

  /** What was found beside them, and is tied to none, is left out. */
  private static List<List<Hop>> componentsWith(List<Hop> found, List<Hop> more) {
    Map<Long, Hop> all = new LinkedHashMap<>();
    found.forEach(hop -> all.put(hop.seq(), hop));
    more.forEach(hop -> all.putIfAbsent(hop.seq(), hop));
    Set<Long> asked = found.stream().map(Hop::seq).collect(Collectors.toCollection(HashSet::new));
    return HopComponents.of(all.values()).stream()
        .filter(component -> component.stream().anyMatch(hop -> asked.contains(hop.seq())))
        .toList();
  }

  private Uni<List<Hop>> only(Sql sql, List<List<Hop>> components) {
    if (components.size() == 1) {
      return Uni.createFrom().item(components.get(0));
    }
    return components.isEmpty()
        ? hops.progress(sql)
            .chain(
                through ->
                    Uni.createFrom()
                        .<List<Hop>>failure(LineageProblems.unknown(through).exception()))
        : Uni.createFrom().failure(ambiguous(components).exception());
  }

  private static Problem ambiguous(List<List<Hop>> components) {
    List<LineageCandidate> candidates =
        components.stream()
            .map(LineageCandidate::of)
            .sorted(Comparator.comparing(LineageCandidate::lastAt).reversed())
            .limit(MOST_CANDIDATES)
            .toList();
    return LineageProblems.ambiguous(candidates, components.size() > candidates.size());
  }

  /** Within its organization, whoever asks: the same id may be another thing elsewhere. */
  private Uni<Lineage> whole(Sql sql, List<Hop> component) {
    Reach own = new Reach(component.get(0).tenant());
    LineageGraph graph = new LineageGraph(component, hashes, mostHops);
    return grown(sql, own, graph, MOST_ROUNDS)
        .chain(() -> hops.progress(sql))
        .map(through -> Lineage.of(graph.subject(), graph.hops(), graph.isCut(), through));
  }

  private Uni<Void> grown(Sql sql, Reach own, LineageGraph graph, int rounds) {
    Set<UUID> wanted = graph.wanted();
    if (wanted.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    if (rounds == 0 || !graph.hasRoom()) {
      graph.cutOff();
      return Uni.createFrom().voidItem();
    }
    return hops.find(sql, own, wanted, mostHops, mostHops + 1)
        .invoke(graph::take)
        .chain(() -> grown(sql, own, graph, rounds - 1));
  }
}
