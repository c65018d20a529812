package dev.ramal.calls.agents;

import dev.ramal.calls.CallProblems;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlState;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Enters an agent, or changes one. An extension and a number lead to one agent each; whose a number
 * is stands with the number.
 */
@ApplicationScoped
class ChangeAgent {
  private final SqlTransactions transactions;
  private final AgentRepository agents;
  private final AgentNumbers numbers;
  private final ShowAgents show;
  private final Clock clock;

  ChangeAgent(
      SqlTransactions transactions,
      AgentRepository agents,
      AgentNumbers numbers,
      ShowAgents show,
      Clock clock) {
    this.transactions = transactions;
    this.agents = agents;
    this.numbers = numbers;
    this.show = show;
    this.clock = clock;
  }

  /**
   * @param by user id of whoever enters it
   */
  Uni<AgentView> enter(TenantId tenant, Agent agent, String by) {
    return transactions
        .inTenant(
            tenant,
            sql ->
                checkFree(sql, tenant, Agent.unknown(agent.userId()), agent, by)
                    .chain(() -> agents.add(sql, tenant, agent, clock.instant()))
                    .map(added -> added.orElseThrow(CallProblems.AGENT_EXISTS::exception))
                    .chain(added -> show.view(sql, tenant, added)))
        .onFailure(failure -> SqlState.is(failure, SqlState.UNIQUE_VIOLATION))
        .transform(beside -> CallProblems.AGENT_TAKEN.exception());
  }

  /** One of whom nothing was entered is entered by it. */
  Uni<AgentView> change(TenantId tenant, String userId, UnaryOperator<Agent> change, String by) {
    RowKey key = RowKey.of(tenant, userId);
    return transactions
        .inTenant(
            tenant,
            sql ->
                agents
                    .lock(sql, key)
                    .map(found -> found.orElseGet(() -> Agent.unknown(userId)))
                    .chain(before -> save(sql, tenant, before, change.apply(before), by)))
        .onFailure(failure -> SqlState.is(failure, SqlState.UNIQUE_VIOLATION))
        .transform(beside -> CallProblems.AGENT_TAKEN.exception());
  }

  private Uni<AgentView> save(Sql sql, TenantId tenant, Agent before, Agent after, String by) {
    return checkFree(sql, tenant, before, after, by)
        .chain(() -> agents.save(sql, tenant, after, clock.instant()))
        .chain(saved -> show.view(sql, tenant, saved));
  }

  /** What stays as it was is asked about no more. */
  private Uni<Void> checkFree(Sql sql, TenantId tenant, Agent before, Agent after, String by) {
    return checkExtension(sql, tenant, before, after)
        .chain(
            () ->
                Objects.equals(before.number(), after.number())
                    ? Uni.createFrom().voidItem()
                    : numbers
                        .give(sql, RowKey.of(tenant, after.userId()), after.number(), by)
                        .invoke(ChangeAgent::refuseUnlessDone)
                        .replaceWithVoid());
  }

  private Uni<Void> checkExtension(Sql sql, TenantId tenant, Agent before, Agent after) {
    if (after.extension() == null || after.extension().equals(before.extension())) {
      return Uni.createFrom().voidItem();
    }
    return agents
        .taken(sql, tenant, after)
        .invoke(
            taken -> {
              if (taken) {
                throw CallProblems.AGENT_TAKEN.field("extension", "is another agent's").exception();
              }
            })
        .replaceWithVoid();
  }

  private static void refuseUnlessDone(AgentNumbers.Given given) {
    switch (given) {
      case NOT_OURS ->
          throw CallProblems.BAD_AGENT
              .field("number", "is no number of a connection of the organization's")
              .exception();
      case ANOTHERS ->
          throw CallProblems.AGENT_TAKEN.field("number", "is another agent's").exception();
      case CAMPAIGNS ->
          throw CallProblems.AGENT_TAKEN
              .field("number", "is a campaign's: PATCH /api/numbers/{id} takes it away")
              .exception();
      default -> {}
    }
  }
}
