package dev.ramal.calls.agents;

import dev.ramal.calls.CallProblems;
import dev.ramal.events.TenantId;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Agents as they are shown, each with its status of this moment. */
@ApplicationScoped
class ShowAgents {
  private final SqlTransactions transactions;
  private final AgentRepository agents;
  private final AgentStandings standings;
  private final KnownAgents known;

  ShowAgents(
      SqlTransactions transactions,
      AgentRepository agents,
      AgentStandings standings,
      KnownAgents known) {
    this.transactions = transactions;
    this.agents = agents;
    this.standings = standings;
    this.known = known;
  }

  Uni<List<AgentView>> list(TenantId tenant, Cursor behind, int most) {
    return transactions.inTenant(
        tenant,
        sql ->
            agents
                .list(sql, tenant, behind, most)
                .chain(
                    found ->
                        standings
                            .of(sql, tenant, found)
                            .map(
                                all ->
                                    IntStream.range(0, found.size())
                                        .mapToObj(i -> AgentView.of(found.get(i), all.get(i)))
                                        .toList())));
  }

  /**
   * @param self whether the agent asks
   */
  Uni<AgentView> one(TenantId tenant, String userId, boolean self) {
    RowKey key = RowKey.of(tenant, userId);
    return transactions.inTenant(
        tenant,
        sql ->
            (self ? Uni.createFrom().voidItem() : checkKnown(sql, key))
                .chain(() -> agents.find(sql, key))
                .chain(found -> view(sql, tenant, orUnknown(found, userId))));
  }

  Uni<AgentView> view(Sql sql, TenantId tenant, Agent agent) {
    return standings.of(sql, tenant, List.of(agent)).map(all -> AgentView.of(agent, all.get(0)));
  }

  private static Agent orUnknown(Optional<Agent> found, String userId) {
    return found.orElseGet(() -> Agent.unknown(userId));
  }

  /** Fails with the problem for whom nobody knows. */
  Uni<Void> checkKnown(Sql sql, RowKey key) {
    return known
        .knows(sql, key)
        .invoke(
            any -> {
              if (!any) {
                throw CallProblems.UNKNOWN_AGENT.exception();
              }
            })
        .replaceWithVoid();
  }
}
