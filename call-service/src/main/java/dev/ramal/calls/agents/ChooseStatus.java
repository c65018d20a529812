package dev.ramal.calls.agents;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.agents.AgentStandings.Standing;
import dev.ramal.events.AgentStatus;
import dev.ramal.events.AgentStatusCause;
import dev.ramal.events.TenantId;
import dev.ramal.events.calls.AgentStatusChanged;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/**
 * Keeps what was chosen and tells it, unless a call hides it: then it is told when that is over and
 * wrapped up.
 */
@ApplicationScoped
class ChooseStatus {
  private final SqlTransactions transactions;
  private final AgentRepository agents;
  private final AgentStandings standings;
  private final ShowAgents show;
  private final StatusNews news;
  private final FreedAgents queues;
  private final Clock clock;

  ChooseStatus(
      SqlTransactions transactions,
      AgentRepository agents,
      AgentStandings standings,
      ShowAgents show,
      StatusNews news,
      FreedAgents queues,
      Clock clock) {
    this.transactions = transactions;
    this.agents = agents;
    this.standings = standings;
    this.show = show;
    this.news = news;
    this.queues = queues;
    this.clock = clock;
  }

  /**
   * @param names what is known of the agent: name and user name, each null where it is not
   * @param self whether the agent says so; others are known, or it fails with the problem
   */
  Uni<AgentView> choose(RowKey key, Agent names, AgentStatus status, boolean self) {
    TenantId tenant = key.organization();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return transactions.inTenant(
        tenant,
        sql ->
            (self ? Uni.createFrom().voidItem() : show.checkKnown(sql, key))
                .chain(() -> agents.choose(sql, key, names.name(), names.username(), status, now))
                .chain(
                    agent ->
                        standings
                            .of(sql, tenant, List.of(agent))
                            .invoke(all -> check(status, all.get(0)))
                            .call(all -> tell(sql, tenant, agent, all.get(0), now))
                            .map(all -> AgentView.of(agent, all.get(0)))));
  }

  /** Who has to say how a call went is not free before. */
  private static void check(AgentStatus status, Standing standing) {
    if (status == AgentStatus.AVAILABLE && standing.wrapsUp()) {
      throw CallProblems.WRAP_UP_DEMANDED.with("callId", standing.callId()).exception();
    }
  }

  private Uni<Void> tell(Sql sql, TenantId tenant, Agent agent, Standing standing, Instant now) {
    boolean unchanged = !now.equals(agent.since());
    if (unchanged || standing.callId() != null) {
      return Uni.createFrom().voidItem();
    }
    AgentStatusChanged changed =
        new AgentStatusChanged(
            agent.userId(), agent.chosen(), AgentStatusCause.PERSON, null, agent.since());
    Set<TenantId> free = agent.chosen() == AgentStatus.AVAILABLE ? Set.of(tenant) : Set.of();
    return Sql.together(
        List.of(
            news.publish(sql, List.of(news.news(tenant, changed, null))), queues.freed(sql, free)));
  }
}
