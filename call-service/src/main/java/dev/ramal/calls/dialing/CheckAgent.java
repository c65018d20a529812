package dev.ramal.calls.dialing;

import dev.ramal.calls.agents.KnownAgents;
import dev.ramal.calls.agents.RungAgent;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Keeps a click for somebody else from ringing for an id that is nobody's here: a slip, or an agent
 * of another organization. Who clicks for themselves need not have been entered.
 */
@ApplicationScoped
class CheckAgent {
  private final KnownAgents agents;

  CheckAgent(KnownAgents agents) {
    this.agents = agents;
  }

  /**
   * Fails with the problem where nobody knows the agent. Asks only about whom nothing was entered.
   */
  Uni<Void> check(Sql sql, AccessScope scope, String agentId, RungAgent agent) {
    if (agent.entered() || agentId.equals(scope.userId())) {
      return Uni.createFrom().voidItem();
    }
    return agents
        .knows(sql, RowKey.of(scope.tenant(), agentId))
        .invoke(
            known -> {
              if (!known) {
                throw DialProblems.nobodyToRing(agentId);
              }
            })
        .replaceWithVoid();
  }
}
