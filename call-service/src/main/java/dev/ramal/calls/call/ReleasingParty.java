package dev.ramal.calls.call;

import dev.ramal.events.CallOutcome;

/**
 * Who ended a call with a lead leg: the lead when the carrier names it, else who asked, else whose
 * leg went first. Times may be whole seconds; in the same second it counts as the lead, because an
 * agent of ours asks.
 */
final class ReleasingParty {
  private ReleasingParty() {}

  /** Agent, lead, system, or null when it cannot be told or nobody hung up. */
  static String of(CallOutcome outcome, LegState agent, LegState lead, String askedBy) {
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
    return agent.endedAt().isBefore(lead.endedAt()) ? "agent" : "lead";
  }

  private static boolean saysCallee(LegState leg) {
    return leg.end() != null && "callee".equals(leg.end().hungUpBy());
  }
}
