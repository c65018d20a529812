package dev.ramal.calls.agents;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.lifecycle.AgentMove;
import dev.ramal.calls.lifecycle.AgentMoves;
import dev.ramal.calls.lifecycle.EngagedAgents;
import dev.ramal.calls.lifecycle.PublishedEvent;
import dev.ramal.calls.lifecycle.RunningCalls.RunningCall;
import dev.ramal.events.AgentStatus;
import dev.ramal.events.AgentStatusCause;
import dev.ramal.events.calls.AgentStatusChanged;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells the status of agents whose calls begin and end, and from when on they wait for the next.
 * One statement for a set, and a second where an agent of it has ever said a status: of others
 * nothing is told.
 */
@ApplicationScoped
class FollowCalls implements AgentMoves {
  /**
   * Keys come sorted and are locked one after the other, so that two sets with the same agents wait
   * for each other instead of deadlocking, and so that of two calls of one agent that end at once
   * the second sees the first.
   */
  static final String FREED =
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

  private static final Comparator<RowKey> SORTED =
      Comparator.comparing(RowKey::tenant).thenComparing(RowKey::id);

  private final EngagedAgents engaged;
  private final StatusNews news;
  private final Clock clock;

  FollowCalls(EngagedAgents engaged, StatusNews news, Clock clock) {
    this.engaged = engaged;
    this.news = news;
    this.clock = clock;
  }

  @Override
  public Uni<List<PublishedEvent>> follow(Sql sql, List<AgentMove> moves) {
    if (moves.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    Instant now = clock.instant();
    Map<RowKey, AgentMove> last = new LinkedHashMap<>();
    for (AgentMove move : moves) {
      RowKey key = RowKey.of(move.call().tenant(), move.agentId());
      last.merge(key, move, (one, other) -> one.got() ? one : other);
    }
    return told(sql, last, now)
        .chain(
            chosen ->
                engaged
                    .of(sql, freed(last, chosen), ended(moves))
                    .map(calls -> news(last, chosen, calls, now)));
  }

  /** What those of them have chosen who have ever said a status. */
  private static Uni<Map<RowKey, AgentStatus>> told(
      Sql sql, Map<RowKey, AgentMove> last, Instant now) {
    Object[] parameters =
        Columns.of(last.keySet().stream().sorted(SORTED).toList())
            .text(RowKey::tenant)
            .text(RowKey::id)
            .instant(key -> last.get(key).got() ? null : now)
            .parameters();
    return sql.query(FREED, parameters)
        .map(
            rows -> {
              Map<RowKey, AgentStatus> chosen = new LinkedHashMap<>();
              rows.forEach(
                  row ->
                      chosen.put(
                          new RowKey(row.text(0), row.text(1)), AgentStatus.valueOf(row.text(2))));
              return chosen;
            });
  }

  private static List<RowKey> freed(Map<RowKey, AgentMove> last, Map<RowKey, AgentStatus> chosen) {
    return chosen.keySet().stream().filter(key -> !last.get(key).got()).toList();
  }

  private static List<CallId> ended(List<AgentMove> moves) {
    return moves.stream().filter(move -> !move.got()).map(move -> move.call().id()).toList();
  }

  private List<PublishedEvent> news(
      Map<RowKey, AgentMove> last,
      Map<RowKey, AgentStatus> chosen,
      Map<RowKey, RunningCall> calls,
      Instant now) {
    List<PublishedEvent> told = new ArrayList<>();
    chosen.forEach(
        (key, status) -> {
          AgentMove move = last.get(key);
          if (move.got()) {
            told.add(
                news.onCall(
                    key.organization(), key.id(), move.call().id().value(), move.causation()));
          } else if (!calls.containsKey(key)) {
            AgentStatusChanged free =
                new AgentStatusChanged(key.id(), status, AgentStatusCause.CALL, null, now);
            told.add(news.news(key.organization(), free, move.causation()));
          }
        });
    return told;
  }
}
