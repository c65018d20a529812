package dev.ramal.calls.insight;

import dev.ramal.calls.agents.AgentsNow.AgentNow;
import dev.ramal.calls.call.CallStatus;
import dev.ramal.calls.inbound.QueueNow.Queue;
import dev.ramal.events.AgentStatus;
import dev.ramal.events.Direction;
import dev.ramal.kit.tenancy.SqlRow;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a team does now.
 *
 * @param at when that was so
 * @param onCall calls of agents that are not over, the latest first; 500 at most
 * @param statuses how many of all agents have each status; 10,000 are counted at most
 * @param agents with their status; 500 at most
 * @param queue callers who wait
 * @param serviceLevel how soon callers were answered of late
 */
@Schema(name = "Team")
record TeamView(
    Instant at,
    List<OnCallView> onCall,
    List<StatusView> statuses,
    List<AgentView> agents,
    QueueView queue,
    ServiceLevelView serviceLevel) {

  static TeamView of(
      Instant at,
      List<SqlRow> calls,
      List<AgentNow> agents,
      int shown,
      Queue queue,
      ServiceLevelView serviceLevel) {
    return new TeamView(
        at,
        calls.stream().map(OnCallView::of).toList(),
        Arrays.stream(AgentStatus.values()).map(status -> StatusView.of(status, agents)).toList(),
        agents.stream().limit(shown).map(AgentView::of).toList(),
        new QueueView(queue.waiting(), queue.oldest()),
        serviceLevel);
  }

  /** A call of an agent. */
  @Schema(name = "TeamCall")
  record OnCallView(
      String callId,
      String agentId,
      @Schema(nullable = true) String agentName,
      @Schema(implementation = Direction.class) String direction,
      @Schema(implementation = CallStatus.class) String status,
      Instant requestedAt,
      @Schema(nullable = true) Instant answeredAt) {
    static OnCallView of(SqlRow row) {
      return new OnCallView(
          row.text(0),
          row.text(1),
          row.text(2),
          Direction.valueOf(row.text(3)).wire(),
          CallStatus.valueOf(row.text(4)).wire(),
          row.instant(5),
          row.instant(6));
    }
  }

  /** How many agents have a status. */
  @Schema(name = "TeamStatus")
  record StatusView(@Schema(implementation = AgentStatus.class) String status, long agents) {
    static StatusView of(AgentStatus status, List<AgentNow> agents) {
      return new StatusView(
          status.wire(), agents.stream().filter(one -> one.status() == status).count());
    }
  }

  /**
   * An agent.
   *
   * @param since null for one who has never said a status and is on no call
   * @param callId that the agent is on, or has to wrap up; null with neither
   */
  @Schema(name = "TeamAgent")
  record AgentView(
      String userId,
      @Schema(nullable = true) String name,
      @Schema(implementation = AgentStatus.class) String status,
      @Schema(nullable = true) Instant since,
      @Schema(nullable = true) String callId) {
    static AgentView of(AgentNow one) {
      return new AgentView(
          one.userId(), one.name(), one.status().wire(), one.since(), one.callId());
    }
  }

  /**
   * Callers who wait.
   *
   * @param oldestSince since when the first of them waits; null while nobody does
   */
  @Schema(name = "TeamQueue")
  record QueueView(int waiting, @Schema(nullable = true) Instant oldestSince) {}
}
