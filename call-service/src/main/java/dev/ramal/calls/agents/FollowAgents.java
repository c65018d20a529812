package dev.ramal.calls.agents;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.dispositions.WrapUps;
import dev.ramal.calls.dispositions.WrapUps.WrapUp;
import dev.ramal.calls.lifecycle.EngagedAgents;
import dev.ramal.calls.lifecycle.PublishedEvent;
import dev.ramal.events.AgentStatus;
import dev.ramal.events.AgentStatusCause;
import dev.ramal.events.TenantId;
import dev.ramal.events.calls.AgentStatusChanged;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Moves the moment from which agents wait, and tells which status they have now. Two statements for
 * a set, sent together, and one more where an agent of it has ever said a status or has to wrap up:
 * of others nothing is told. Where one can be given a call now, a queue may wait for it.
 */
@ApplicationScoped
class FollowAgents {
  /**
   * Keys come sorted and are locked one after the other, so that two sets with the same agents wait
   * for each other instead of deadlocking, and so that of two calls of one agent that end at once
   * the second sees the first.
   */
  static final String MOVED =
      """
      with mine as materialized (
        select a.tenant, a.user_id, wanted.since
        from unnest($1::text[], $2::text[], $3::timestamptz[]) as wanted (tenant, id, since)
        cross join lateral (select tenant, user_id from agents
          where tenant = wanted.tenant and user_id = wanted.id and status is not null
          for update) a)
      update agents set status_since = coalesce(mine.since, agents.status_since)
      from mine where agents.tenant = mine.tenant and agents.user_id = mine.user_id
      returning agents.tenant, agents.user_id, agents.status
      """;

  static final Comparator<RowKey> SORTED =
      Comparator.comparing(RowKey::tenant).thenComparing(RowKey::id);

  private final EngagedAgents engaged;
  private final WrapUps wrapUps;
  private final StatusNews news;
  private final FreedAgents queues;
  private final Clock clock;

  FollowAgents(
      EngagedAgents engaged, WrapUps wrapUps, StatusNews news, FreedAgents queues, Clock clock) {
    this.engaged = engaged;
    this.wrapUps = wrapUps;
    this.news = news;
    this.queues = queues;
    this.clock = clock;
  }

  /**
   * What happened to an agent.
   *
   * @param got the call that it is on now; null for one that something keeps no longer
   * @param causation id of the event or command that led here; null at the root
   */
  record Moved(CallId got, AgentStatusCause cause, String causation) {}

  /**
   * @param toWrapUp calls that ended without a disposition, each with an agent who was on it
   * @param besides calls that end in this transaction
   * @return what is to be published
   */
  Uni<List<PublishedEvent>> tell(
      Sql sql, Map<RowKey, Moved> moved, Collection<Call> toWrapUp, Collection<CallId> besides) {
    Instant now = clock.instant();
    TreeMap<RowKey, Moved> sorted = new TreeMap<>(SORTED);
    sorted.putAll(moved);
    List<RowKey> freed =
        sorted.keySet().stream().filter(key -> sorted.get(key).got() == null).toList();
    return Uni.combine()
        .all()
        .unis(chosen(sql, sorted, now), wrapUps.begin(sql, freed, toWrapUp))
        .asTuple()
        .chain(
            known -> {
              Map<RowKey, AgentStatus> chosen = known.getItem1();
              Map<RowKey, WrapUp> waiting = known.getItem2();
              Set<RowKey> asked = new LinkedHashSet<>(freed);
              asked.removeIf(
                  key ->
                      !chosen.containsKey(key)
                          && !waiting.containsKey(key)
                          && sorted.get(key).cause() == AgentStatusCause.CALL);
              return engaged
                  .of(sql, asked, besides)
                  .chain(
                      calls -> {
                        asked.removeAll(calls.keySet());
                        return queues
                            .freed(sql, organizations(asked, chosen, waiting))
                            .map(served -> news(sorted, chosen, waiting, asked, now));
                      });
            });
  }

  /** Of those who have ever said a status. */
  private static Uni<Map<RowKey, AgentStatus>> chosen(
      Sql sql, TreeMap<RowKey, Moved> moved, Instant now) {
    Object[] parameters =
        Columns.of(List.copyOf(moved.keySet()))
            .text(RowKey::tenant)
            .text(RowKey::id)
            .instant(key -> moved.get(key).got() == null ? now : null)
            .parameters();
    return sql.query(MOVED, parameters)
        .map(
            rows -> {
              Map<RowKey, AgentStatus> chosen = new HashMap<>();
              rows.forEach(
                  row ->
                      chosen.put(
                          new RowKey(row.text(0), row.text(1)), AgentStatus.valueOf(row.text(2))));
              return chosen;
            });
  }

  /** Of those who can be given a call now. */
  private static Set<TenantId> organizations(
      Set<RowKey> free, Map<RowKey, AgentStatus> chosen, Map<RowKey, WrapUp> waiting) {
    return free.stream()
        .filter(key -> chosen.get(key) == AgentStatus.AVAILABLE && !waiting.containsKey(key))
        .map(RowKey::organization)
        .collect(Collectors.toSet());
  }

  /**
   * @param free who is on no call now
   */
  private List<PublishedEvent> news(
      Map<RowKey, Moved> moved,
      Map<RowKey, AgentStatus> chosen,
      Map<RowKey, WrapUp> waiting,
      Set<RowKey> free,
      Instant now) {
    List<PublishedEvent> told = new ArrayList<>();
    moved.forEach(
        (key, move) -> {
          if (move.got() != null && chosen.containsKey(key)) {
            told.add(
                news.onCall(key.organization(), key.id(), move.got().value(), move.causation()));
          } else if (free.contains(key)) {
            AgentStatusChanged changed = changed(key, move, chosen.get(key), waiting.get(key), now);
            told.add(news.news(key.organization(), changed, move.causation()));
          }
        });
    return told;
  }

  private static AgentStatusChanged changed(
      RowKey key, Moved move, AgentStatus chosen, WrapUp waiting, Instant now) {
    if (waiting != null) {
      return new AgentStatusChanged(
          key.id(), AgentStatus.WRAP_UP, move.cause(), waiting.call().value(), waiting.since());
    }
    AgentStatus usual = chosen == null ? AgentStatus.OFFLINE : chosen;
    return new AgentStatusChanged(key.id(), usual, move.cause(), null, now);
  }
}
