package dev.ramal.calls.call;

import dev.ramal.events.CallOutcome;

/**
 * Who ended a call with a lead leg: who asked, else who the carrier names, else whose leg went
 * first.
 */
final class HungUpBy {
  private HungUpBy() {}

  /** Agent, lead, system, or null when it cannot be told or nobody hung up. */
  static String of(CallOutcome outcome, LegPicture agent, LegPicture lead, String askedBy) {
    if (outcome == CallOutcome.FAILED) {
      return "system";
    }
    if (outcome == CallOutcome.BUSY || outcome == CallOutcome.NO_ANSWER) {
      return null;
    }
    if (saysCallee(lead)) {
      return "lead";
    }
    if (askedBy != null) {
      return askedBy;
    }
    if (agent == null || saysCallee(agent)) {
      return agent == null ? null : "agent";
    }
    int order = agent.endedAt().compareTo(lead.endedAt());
    if (order == 0) {
      return null;
    }
    return order < 0 ? "agent" : "lead";
  }

  private static boolean saysCallee(LegPicture leg) {
    return leg.end() != null && "callee".equals(leg.end().hungUpBy());
  }
}
