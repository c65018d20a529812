package dev.ramal.calls.inbound;

import dev.ramal.calls.agents.FreeAgents.FreeAgent;
import dev.ramal.calls.inbound.WaitingCallers.Waiting;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;

/** Who is rung for whom. Pure. */
final class QueuePairs {
  /** In one transaction: so many calls are locked, and wait for each other, at a time. */
  static final int MOST = 50;

  private QueuePairs() {}

  /** A caller, and the agent to be rung. */
  record Pair(Waiting caller, FreeAgent agent) {}

  /**
   * For each caller in turn the first agent who was not rung in vain for that one; so what comes of
   * it is what came of making the first pair again and again.
   *
   * @param callers who came first first
   * @param idle who has waited longest first
   */
  static List<Pair> of(List<Waiting> callers, List<FreeAgent> idle) {
    List<Pair> pairs = new ArrayList<>();
    List<FreeAgent> left = new LinkedList<>(idle);
    for (Waiting caller : callers) {
      if (left.isEmpty() || isFull(pairs)) {
        break;
      }
      for (Iterator<FreeAgent> agents = left.iterator(); agents.hasNext(); ) {
        FreeAgent agent = agents.next();
        if (!caller.tried().contains(agent.userId())) {
          agents.remove();
          pairs.add(new Pair(caller, agent));
          break;
        }
      }
    }
    return pairs;
  }

  /** Whether there are as many as one transaction makes. */
  static boolean isFull(List<Pair> pairs) {
    return pairs.size() >= MOST;
  }

  /** Those to be rung, in the order of their callers. */
  static List<String> agents(List<Pair> pairs) {
    return pairs.stream().map(pair -> pair.agent().userId()).toList();
  }
}
