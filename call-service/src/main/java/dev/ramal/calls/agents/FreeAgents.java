package dev.ramal.calls.agents;

import dev.ramal.calls.dispositions.WrapUps;
import dev.ramal.calls.lifecycle.EngagedAgents;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** The agents of an organization who can be given a call now. */
@ApplicationScoped
public class FreeAgents {
  /** By the partial index: as many rows as there are agents who said so. */
  static final String AVAILABLE =
      """
      select user_id, name, username, case when endpoint = 'PHONE' then phone end, status_since, %s
      from agents where tenant = $1 and status = 'AVAILABLE'
      order by status_since, user_id
      """
          .formatted(AgentRepository.SOFTPHONES);

  private final EngagedAgents engaged;
  private final WrapUps wrapUps;

  FreeAgents(EngagedAgents engaged, WrapUps wrapUps) {
    this.engaged = engaged;
    this.wrapUps = wrapUps;
  }

  /**
   * An agent who waits for a call.
   *
   * @param since when it began to wait
   */
  public record FreeAgent(String userId, String name, RungAgent rung, Instant since) {
    /** Of a row with these columns first: id, name, user name, phone, since, softphones. */
    static FreeAgent read(SqlRow row) {
      RungAgent rung = RungAgent.of(row.text(3), row.text(2), true, row.text(5));
      return new FreeAgent(row.text(0), row.text(1), rung, row.instant(4));
    }

    /** As the identity provider knows the agent, else its id. */
    public String knownAs() {
      return rung.username() == null ? userId : rung.username();
    }
  }

  /** Who has waited longest comes first. Nothing is locked: whoever offers a call takes turns. */
  public Uni<List<FreeAgent>> longestFirst(Sql sql, TenantId tenant) {
    return sql.query(AVAILABLE, tenant.value())
        .map(rows -> rows.stream().map(FreeAgent::read).toList())
        .chain(available -> withoutEngaged(sql, tenant, available));
  }

  private Uni<List<FreeAgent>> withoutEngaged(Sql sql, TenantId tenant, List<FreeAgent> available) {
    List<RowKey> keys = available.stream().map(agent -> RowKey.of(tenant, agent.userId())).toList();
    return Uni.combine()
        .all()
        .unis(engaged.of(sql, keys, List.of()), wrapUps.of(sql, keys))
        .with(
            (calls, waiting) ->
                available.stream()
                    .filter(
                        agent -> {
                          RowKey key = RowKey.of(tenant, agent.userId());
                          return !calls.containsKey(key) && !waiting.containsKey(key);
                        })
                    .toList());
  }
}
