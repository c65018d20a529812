package dev.ramal.calls.agents;

import dev.ramal.calls.agents.FollowAgents.Moved;
import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.LegState;
import dev.ramal.calls.lifecycle.AgentMove;
import dev.ramal.calls.lifecycle.AgentMoves;
import dev.ramal.calls.lifecycle.PublishedEvent;
import dev.ramal.events.AgentStatusCause;
import dev.ramal.events.Direction;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Follows agents through the calls that they get and lose. */
@ApplicationScoped
class FollowCalls implements AgentMoves {
  private final FollowAgents agents;

  FollowCalls(FollowAgents agents) {
    this.agents = agents;
  }

  @Override
  public Uni<List<PublishedEvent>> follow(Sql sql, List<AgentMove> moves) {
    if (moves.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    Map<RowKey, Moved> moved = new HashMap<>();
    for (AgentMove move : moves) {
      CallId got = move.got() ? move.call().id() : null;
      moved.merge(
          RowKey.of(move.call().tenant(), move.agentId()),
          new Moved(got, AgentStatusCause.CALL, move.causation()),
          (one, other) -> other.got() == null ? one : other);
    }
    List<Call> toWrapUp =
        moves.stream()
            .filter(move -> !move.got() && isToWrapUp(move))
            .map(AgentMove::call)
            .toList();
    List<CallId> ended =
        moves.stream().filter(move -> !move.got()).map(move -> move.call().id()).toList();
    return agents.tell(sql, moved, toWrapUp, ended);
  }

  /** Who never answered was not on the call; a call that went on with another is that one's. */
  static boolean isToWrapUp(AgentMove move) {
    Call call = move.call();
    return call.status().isFinal()
        && call.details().disposition() == null
        && move.agentId().equals(call.details().agentId())
        && wasOn(call);
  }

  /** A caller may have met nobody although a phone was picked up too late. */
  private static boolean wasOn(Call call) {
    LegState agent = call.state().agent();
    return call.details().direction() == Direction.INBOUND
        ? call.state().answeredAt() != null
        : agent != null && agent.answered();
  }
}
