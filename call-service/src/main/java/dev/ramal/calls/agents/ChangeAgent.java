package dev.ramal.calls.agents;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.agents.AgentRepository.Conflicts;
import dev.ramal.calls.connections.ConnectionNumbers;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlState;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.UnaryOperator;

/** Enters an agent, or changes one. An extension and a number lead to one agent each. */
@ApplicationScoped
class ChangeAgent {
  private final SqlTransactions transactions;
  private final AgentRepository agents;
  private final ConnectionNumbers numbers;
  private final ShowAgents show;
  private final Clock clock;

  ChangeAgent(
      SqlTransactions transactions,
      AgentRepository agents,
      ConnectionNumbers numbers,
      ShowAgents show,
      Clock clock) {
    this.transactions = transactions;
    this.agents = agents;
    this.numbers = numbers;
    this.show = show;
    this.clock = clock;
  }

  Uni<AgentView> enter(TenantId tenant, Agent agent) {
    return transactions
        .inTenant(
            tenant,
            sql ->
                checkFree(sql, tenant, Agent.unknown(agent.userId()), agent)
                    .chain(() -> agents.add(sql, tenant, agent, clock.instant()))
                    .map(added -> added.orElseThrow(CallProblems.AGENT_EXISTS::exception))
                    .chain(added -> show.view(sql, tenant, added)))
        .onFailure(failure -> SqlState.is(failure, SqlState.UNIQUE_VIOLATION))
        .transform(beside -> taken(new Conflicts(true, true), agent));
  }

  /** One of whom nothing was entered is entered by it. */
  Uni<AgentView> change(TenantId tenant, String userId, UnaryOperator<Agent> change) {
    RowKey key = RowKey.of(tenant, userId);
    return transactions
        .inTenant(
            tenant,
            sql ->
                agents
                    .lock(sql, key)
                    .map(found -> found.orElseGet(() -> Agent.unknown(userId)))
                    .chain(before -> save(sql, tenant, before, change.apply(before))))
        .onFailure(failure -> SqlState.is(failure, SqlState.UNIQUE_VIOLATION))
        .transform(beside -> CallProblems.AGENT_TAKEN.exception());
  }

  private Uni<AgentView> save(Sql sql, TenantId tenant, Agent before, Agent after) {
    return checkFree(sql, tenant, before, after)
        .chain(() -> agents.save(sql, tenant, after, clock.instant()))
        .chain(saved -> show.view(sql, tenant, saved));
  }

  /** What stays as it was is asked about no more. */
  private Uni<Void> checkFree(Sql sql, TenantId tenant, Agent before, Agent after) {
    boolean extended = isNew(before.extension(), after.extension());
    boolean numbered = isNew(before.number(), after.number());
    if (!extended && !numbered) {
      return Uni.createFrom().voidItem();
    }
    return agents
        .taken(sql, tenant, after)
        .invoke(
            taken -> {
              if (taken.extension() || taken.number()) {
                throw taken(taken, after);
              }
            })
        .chain(() -> numbered ? checkOurs(sql, tenant, after) : Uni.createFrom().voidItem());
  }

  private Uni<Void> checkOurs(Sql sql, TenantId tenant, Agent agent) {
    return numbers
        .owned(sql, tenant, E164.of(agent.number()))
        .invoke(
            ours -> {
              if (!ours) {
                throw CallProblems.BAD_AGENT
                    .field("number", "is no number of a connection of the organization's")
                    .exception();
              }
            })
        .replaceWithVoid();
  }

  private static boolean isNew(String before, String after) {
    return after != null && !after.equals(before);
  }

  private static RuntimeException taken(Conflicts taken, Agent agent) {
    Problem problem = CallProblems.AGENT_TAKEN;
    if (taken.extension() && agent.extension() != null) {
      problem = problem.field("extension", "is another agent's");
    }
    if (taken.number() && agent.number() != null) {
      problem = problem.field("number", "is another agent's");
    }
    return problem.exception();
  }
}
