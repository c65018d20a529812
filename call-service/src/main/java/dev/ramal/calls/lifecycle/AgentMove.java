package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An agent got a call, or has it no longer.
 *
 * @param agentId subject of the agent's token
 * @param call as it is now
 * @param got false where it is over, or another's
 * @param causation id of the event or command that led here
 */
public record AgentMove(String agentId, Call call, boolean got, String causation) {

  /**
   * Who got the call between the two, and who has it no longer. Whoever got and lost it in between
   * has lost it: there may be something to wrap up. Who is rung to take it over has it, too.
   *
   * @param before null for a call that is new
   */
  public static List<AgentMove> between(Call before, Call now, String causation) {
    String had = before == null || before.status().isFinal() ? null : before.details().agentId();
    String has = now.details().agentId();
    String wanted = before == null ? null : before.state().comingAgent();
    String comes = now.state().comingAgent();
    boolean wasOver = before != null && before.status().isFinal();
    boolean same = before != null && Objects.equals(before.details().agentId(), has);
    List<AgentMove> moves = new ArrayList<>();
    if (had != null && !same) {
      moves.add(new AgentMove(had, now, false, causation));
    }
    if (wanted != null && !wanted.equals(comes) && !wanted.equals(has)) {
      moves.add(new AgentMove(wanted, now, false, causation));
    }
    if (has != null && now.status().isFinal() && !wasOver && (same || !isMissed(now))) {
      moves.add(new AgentMove(has, now, false, causation));
    }
    if (has != null && !now.status().isFinal() && !same && !has.equals(wanted)) {
      moves.add(new AgentMove(has, now, true, causation));
    }
    if (comes != null && !comes.equals(wanted) && !comes.equals(has)) {
      moves.add(new AgentMove(comes, now, true, causation));
    }
    return moves;
  }

  /**
   * A caller's call is in the end that of the agent who was wanted, though another was rung last.
   */
  private static boolean isMissed(Call now) {
    return now.state().inbound().isRouted() && !now.state().inbound().served();
  }
}
