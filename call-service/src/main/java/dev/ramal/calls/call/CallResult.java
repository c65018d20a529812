package dev.ramal.calls.call;

import dev.ramal.carriers.CallCause;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Direction;
import dev.ramal.events.ReleasingParty;
import dev.ramal.events.ReleasingSide;
import java.time.Instant;

/**
 * How a call that is over ended. An agent who met nobody, having heard our apology, decides first:
 * failed, by us, whoever was rung meanwhile and whoever asked for the end. Else the lead leg
 * decides; where no lead leg was dialled, the agent's leg says why:
 *
 * <table>
 *   <caption>A call whose lead was never dialled</caption>
 *   <tr><th>agent leg</th><th>outcome</th><th>cause</th><th>hung up by</th></tr>
 *   <tr><td>not answered</td><td>canceled</td><td>agent-no-answer</td><td>system</td></tr>
 *   <tr><td>busy or declined</td><td>canceled</td><td>agent-busy</td><td>agent</td></tr>
 *   <tr><td>answered and left</td><td>canceled</td><td>agent-left</td><td>agent</td></tr>
 *   <tr><td>hang-up asked</td><td>canceled</td><td>hangup-asked</td><td>who asked</td></tr>
 *   <tr><td>failed or refused</td><td>failed</td><td>agent-blocked, …</td><td>system</td></tr>
 * </table>
 *
 * The organization never called the lead, so "no answer" would be untrue of the lead and would land
 * in the CRM. For the same reason a carrier's word about the agent's phone is told with {@code
 * agent-} before it.
 *
 * @param cause a word of ours: those above, or what {@link CallCause} makes of the carrier's; null
 *     when somebody hung up
 * @param carrierCause the carrier's own word or code; null when it said none
 * @param hungUpBy null when it cannot be told or nobody hung up
 */
public record CallResult(
    CallOutcome outcome,
    String cause,
    String carrierCause,
    ReleasingParty hungUpBy,
    int ringSeconds,
    int talkSeconds,
    Instant endedAt) {

  /**
   * @param askedBy null unless somebody asked for the end
   * @param unmet why a lead who picks up meets nobody; null when there is no reason
   */
  static CallResult of(
      CallDetails details, LegState agent, LegState lead, ReleasingParty askedBy, Unmet unmet) {
    if (agent != null && agent.unattended() != null) {
      return withoutAgent(agent, lead);
    }
    if (lead == null || (!lead.dialed() && lead.dropped())) {
      return agent == null
          ? withoutLead(lead, cause(lead, CallOutcome.FAILED), askedBy)
          : withoutLead(agent, agentCause(agent), askedBy);
    }
    ReleasingParty by = askedBy == null && unmet != null ? ReleasingParty.SYSTEM : askedBy;
    CallResult result = byLead(details.direction(), agent, lead, by);
    return unmet != null && result.outcome == CallOutcome.COMPLETED
        ? result.without(unmet)
        : result;
  }

  /** Our fault; a lead that was rung talked to nobody. What the carrier charges stands with it. */
  private static CallResult withoutAgent(LegState agent, LegState lead) {
    LegState last = lead != null && lead.dialed() ? lead : agent;
    int ring = last == lead ? ringSeconds(lead) : 0;
    return new CallResult(
        CallOutcome.FAILED,
        agent.unattended(),
        null,
        ReleasingParty.SYSTEM,
        ring,
        0,
        last.endedAt());
  }

  /** They picked up and met nobody; what the carrier charges stands with the leg. */
  private CallResult without(Unmet unmet) {
    return new CallResult(
        unmet.outcome(), unmet.cause(), carrierCause, hungUpBy, ringSeconds, 0, endedAt);
  }

  /** How a call ended whose lead picked up and met nobody of ours. */
  record Unmet(CallOutcome outcome, String cause) {
    static final Unmet WITHOUT_CONSENT = new Unmet(CallOutcome.CANCELED, "consent");
  }

  private static CallResult byLead(
      Direction direction, LegState agent, LegState lead, ReleasingParty askedBy) {
    CallOutcome outcome = lead.outcome();
    if (lead.unattended() != null) {
      outcome = direction == Direction.INBOUND ? CallOutcome.NO_ANSWER : CallOutcome.FAILED;
    }
    if (outcome == CallOutcome.NO_ANSWER && askedBy != null) {
      outcome = CallOutcome.CANCELED;
    }
    return new CallResult(
        outcome,
        cause(lead, outcome),
        carrierCause(lead),
        hungUpBy(outcome, direction, agent, lead, askedBy),
        lead.dialed() ? ringSeconds(lead) : 0,
        lead.answeredSeconds(),
        lead.endedAt());
  }

  private static int ringSeconds(LegState lead) {
    return LegState.seconds(lead.dialedAt(), lead.answered() ? lead.answeredAt() : lead.endedAt());
  }

  /**
   * @param failure its cause, should it have failed
   */
  private static CallResult withoutLead(LegState agent, String failure, ReleasingParty askedBy) {
    CallOutcome leg = agent.outcome();
    if (askedBy != null) {
      return of(CallOutcome.CANCELED, "hangup-asked", askedBy, agent);
    }
    return switch (leg) {
      case NO_ANSWER -> of(CallOutcome.CANCELED, "agent-no-answer", ReleasingParty.SYSTEM, agent);
      case BUSY -> of(CallOutcome.CANCELED, "agent-busy", ReleasingParty.AGENT, agent);
      case COMPLETED, CANCELED ->
          of(CallOutcome.CANCELED, "agent-left", ReleasingParty.AGENT, agent);
      case FAILED ->
          of(CallOutcome.FAILED, failure, ReleasingParty.SYSTEM, agent).with(carrierCause(agent));
    };
  }

  private static CallResult of(
      CallOutcome outcome, String cause, ReleasingParty by, LegState agent) {
    return new CallResult(outcome, cause, null, by, 0, 0, agent.endedAt());
  }

  private CallResult with(String saidByTheCarrier) {
    return new CallResult(
        outcome, cause, saidByTheCarrier, hungUpBy, ringSeconds, talkSeconds, endedAt);
  }

  private static String cause(LegState leg, CallOutcome outcome) {
    if (leg.unattended() != null) {
      return leg.unattended();
    }
    String said = said(leg);
    if (isOurs(said)) {
      return said;
    }
    Integer sipCode = leg.end() == null ? null : leg.end().sipCode();
    return CallCause.of(said, sipCode, outcome).map(CallCause::word).orElse(null);
  }

  /** Of a leg that failed: which phone it was is said wherever the word does not tell by itself. */
  private static String agentCause(LegState agent) {
    String cause = cause(agent, CallOutcome.FAILED);
    boolean tells =
        isOurs(said(agent))
            || cause.equals(CallCause.CALLER_ID_REFUSED.word())
            || cause.equals(CallCause.FAILED.word());
    return tells ? cause : "agent-" + cause;
  }

  private static String carrierCause(LegState leg) {
    return isOurs(said(leg)) ? null : said(leg);
  }

  /** What ended the leg or kept it from being dialled: a word of the carrier's, or one of ours. */
  private static String said(LegState leg) {
    if (leg.end() != null) {
      return leg.end().cause();
    }
    return leg.refused() == null ? null : leg.refused().code();
  }

  /** Our words for what a carrier never said have hyphens: never-told, too-late. */
  private static boolean isOurs(String said) {
    return said != null && said.indexOf('-') > 0;
  }

  /**
   * Who ended a call with a lead leg: the lead when the carrier names it, else who asked, else
   * whose leg went first. Times may be whole seconds; in the same second it counts as the lead,
   * because an agent of ours asks. Null when it cannot be told or nobody hung up.
   */
  static ReleasingParty hungUpBy(
      CallOutcome outcome,
      Direction direction,
      LegState agent,
      LegState lead,
      ReleasingParty askedBy) {
    if (outcome == CallOutcome.FAILED) {
      return ReleasingParty.SYSTEM;
    }
    if (outcome == CallOutcome.BUSY || outcome == CallOutcome.NO_ANSWER) {
      return null;
    }
    boolean inbound = direction == Direction.INBOUND;
    if (says(lead, inbound ? ReleasingSide.CALLER : ReleasingSide.CALLEE)) {
      return ReleasingParty.LEAD;
    }
    if (askedBy != null) {
      return askedBy;
    }
    if (agent == null) {
      return inbound && says(lead, ReleasingSide.CALLEE) ? ReleasingParty.SYSTEM : null;
    }
    if (says(agent, ReleasingSide.CALLEE)) {
      return ReleasingParty.AGENT;
    }
    return agent.endedAt().isBefore(lead.endedAt()) ? ReleasingParty.AGENT : ReleasingParty.LEAD;
  }

  private static boolean says(LegState leg, ReleasingSide side) {
    return leg.end() != null && leg.end().hungUpBy() == side;
  }
}
