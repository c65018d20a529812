package dev.ramal.calls.agents;

import dev.ramal.calls.dispositions.WrapUps;
import dev.ramal.calls.dispositions.WrapUps.WrapUp;
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
import java.util.stream.IntStream;

/**
 * Which status agents have at this moment: what they chose, unless they are on a call or have to
 * wrap one up.
 */
@ApplicationScoped
class AgentStandings {
  private final EngagedAgents engaged;
  private final WrapUps wrapUps;

  AgentStandings(EngagedAgents engaged, WrapUps wrapUps) {
    this.engaged = engaged;
    this.wrapUps = wrapUps;
  }

  /**
   * @param since null for an agent who has never said a status and is on no call
   * @param callId that the agent is on, or has to wrap up; null with neither
   * @param until when a wrap-up ends by itself; null where it does not, or there is none
   */
  record Standing(AgentStatus status, Instant since, String callId, Instant until) {
    static Standing of(Agent agent, RunningCall call, WrapUp waiting) {
      if (call != null) {
        return new Standing(AgentStatus.BUSY, call.requestedAt(), call.id().value(), null);
      }
      return waiting == null
          ? new Standing(agent.usual(), agent.since(), null, null)
          : new Standing(
              AgentStatus.WRAP_UP, waiting.since(), waiting.call().value(), waiting.until());
    }

    boolean wrapsUp() {
      return status == AgentStatus.WRAP_UP && callId != null;
    }
  }

  /** Of each agent, in this order. */
  Uni<List<Standing>> of(Sql sql, TenantId tenant, List<Agent> agents) {
    List<RowKey> keys = agents.stream().map(agent -> RowKey.of(tenant, agent.userId())).toList();
    return Uni.combine()
        .all()
        .unis(engaged.of(sql, keys, List.of()), wrapUps.of(sql, keys))
        .with(
            (calls, waiting) ->
                IntStream.range(0, keys.size())
                    .mapToObj(
                        i ->
                            Standing.of(
                                agents.get(i), calls.get(keys.get(i)), waiting.get(keys.get(i))))
                    .toList());
  }
}
