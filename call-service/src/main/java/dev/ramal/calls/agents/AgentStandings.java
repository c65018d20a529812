package dev.ramal.calls.agents;

import dev.ramal.calls.lifecycle.EngagedAgents;
import dev.ramal.calls.lifecycle.RunningCalls.RunningCall;
import dev.ramal.events.AgentStatus;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Which status agents have at this moment: what they chose, unless they are on a call. */
@ApplicationScoped
class AgentStandings {
  private final EngagedAgents engaged;

  AgentStandings(EngagedAgents engaged) {
    this.engaged = engaged;
  }

  /**
   * @param since null for an agent who has never said a status and is on no call
   * @param callId that the agent is on; null without
   */
  record Standing(AgentStatus status, Instant since, String callId) {
    static Standing of(Agent agent, RunningCall call) {
      return call == null
          ? new Standing(agent.usual(), agent.since(), null)
          : new Standing(AgentStatus.BUSY, call.requestedAt(), call.id().value());
    }
  }

  /** Of each agent, in this order. */
  Uni<List<Standing>> of(Sql sql, TenantId tenant, List<Agent> agents) {
    List<RowKey> keys = agents.stream().map(agent -> RowKey.of(tenant, agent.userId())).toList();
    return engaged
        .of(sql, keys, List.of())
        .map(calls -> agents.stream().map(agent -> of(tenant, agent, calls)).toList());
  }

  private static Standing of(TenantId tenant, Agent agent, Map<RowKey, RunningCall> calls) {
    return Standing.of(agent, calls.get(RowKey.of(tenant, agent.userId())));
  }
}
