package dev.ramal.calls.call;

import dev.ramal.events.CallOutcome;
import dev.ramal.events.ReleasingParty;
import dev.ramal.events.ReleasingSide;

/**
 * Who ended a call with a lead leg: the lead when the carrier names it, else who asked, else whose
 * leg went first. Times may be whole seconds; in the same second it counts as the lead, because an
 * agent of ours asks.
 */
final class ReleaseAttribution {
  private ReleaseAttribution() {}

  /** Null when it cannot be told or nobody hung up. */
  static ReleasingParty of(
      CallOutcome outcome, LegState agent, LegState lead, ReleasingParty askedBy) {
    if (outcome == CallOutcome.FAILED) {
      return ReleasingParty.SYSTEM;
    }
    if (outcome == CallOutcome.BUSY || outcome == CallOutcome.NO_ANSWER) {
      return null;
    }
    if (saysCallee(lead)) {
      return ReleasingParty.LEAD;
    }
    if (askedBy != null) {
      return askedBy;
    }
    if (agent == null || saysCallee(agent)) {
      return agent == null ? null : ReleasingParty.AGENT;
    }
    return agent.endedAt().isBefore(lead.endedAt()) ? ReleasingParty.AGENT : ReleasingParty.LEAD;
  }

  private static boolean saysCallee(LegState leg) {
    return leg.end() != null && leg.end().hungUpBy() == ReleasingSide.CALLEE;
  }
}
