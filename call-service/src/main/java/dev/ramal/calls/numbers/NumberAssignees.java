package dev.ramal.calls.numbers;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.agents.KnownAgents;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps numbers from agents whom nobody knows. Campaigns are named, not kept, by calls. */
@ApplicationScoped
class NumberAssignees {
  private final KnownAgents agents;

  NumberAssignees(KnownAgents agents) {
    this.agents = agents;
  }

  /**
   * Fails with the problem for an agent whom nobody knows.
   *
   * @param assigned null for the pool
   */
  Uni<Void> check(Sql sql, TenantId tenant, Assignment assigned) {
    if (assigned == null || assigned.kind() != Assignment.Kind.AGENT) {
      return Uni.createFrom().voidItem();
    }
    return agents
        .knows(sql, RowKey.of(tenant, assigned.id()))
        .invoke(
            known -> {
              if (!known) {
                throw CallProblems.NO_SUCH_ASSIGNEE
                    .field("assignedTo.id", "is no agent's id: " + assigned.id())
                    .exception();
              }
            })
        .replaceWithVoid();
  }
}
