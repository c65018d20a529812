package dev.ramal.calls.call;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What all facts of a call amount to.
 *
 * @param agent null while nothing is known of such a leg
 * @param lead null while nothing is known of such a leg
 * @param conferenceId null where the carrier needs none or has not made it yet
 * @param announced whether the disclaimer was dealt with
 * @param hangupAskedBy null unless somebody asked for the end; agent or system
 * @param ending null while the call is not over
 */
public record Picture(
    CallStatus status,
    LegPicture agent,
    LegPicture lead,
    String conferenceId,
    boolean announced,
    String hangupAskedBy,
    Ending ending) {

  static Picture of(CallDetails details, List<Fact> sorted) {
    LegPicture agent = leg(LegName.AGENT, sorted);
    LegPicture lead = leg(LegName.LEAD, sorted);
    String askedBy = hangupAskedBy(sorted);
    Ending ending = isOver(agent, lead) ? Ending.of(details, agent, lead, askedBy) : null;
    return new Picture(
        status(sorted, agent, lead, ending),
        agent,
        lead,
        sorted.stream()
            .filter(fact -> fact.said() instanceof Said.Conferenced)
            .map(fact -> ((Said.Conferenced) fact.said()).conferenceId())
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null),
        sorted.stream().anyMatch(fact -> fact.said() instanceof Said.Announced),
        askedBy,
        ending);
  }

  public LegPicture leg(LegName name) {
    return name == LegName.AGENT ? agent : lead;
  }

  public List<LegPicture> legs() {
    return Stream.of(agent, lead).filter(Objects::nonNull).toList();
  }

  public boolean over() {
    return ending != null;
  }

  /** When the lead picked up; null before. */
  public Instant answeredAt() {
    return lead == null ? null : lead.answeredAt();
  }

  private static LegPicture leg(LegName name, List<Fact> sorted) {
    List<Fact> own = sorted.stream().filter(fact -> fact.leg() == name).toList();
    return own.isEmpty() ? null : new LegFold(name, own).picture();
  }

  /**
   * Over when every leg that was ordered is closed; the lead's end alone leaves the agent's open.
   */
  private static boolean isOver(LegPicture agent, LegPicture lead) {
    return (agent != null || lead != null)
        && (agent == null || agent.closed())
        && (lead == null || lead.closed());
  }

  private static CallStatus status(
      List<Fact> sorted, LegPicture agent, LegPicture lead, Ending ending) {
    if (sorted.stream().anyMatch(fact -> fact.said() instanceof Said.Denied)) {
      return CallStatus.DENIED;
    }
    if (ending != null) {
      return CallStatus.of(ending.outcome());
    }
    if (lead != null && lead.answered()) {
      return isHeld(sorted) ? CallStatus.HELD : CallStatus.IN_PROGRESS;
    }
    if (isUnclear(agent) || isUnclear(lead)) {
      return CallStatus.DIALING_UNKNOWN;
    }
    if (lead != null && lead.ringingAt() != null) {
      return CallStatus.RINGING;
    }
    return isDialed(agent) || isDialed(lead) ? CallStatus.DIALING : CallStatus.REQUESTED;
  }

  private static boolean isUnclear(LegPicture leg) {
    return leg != null && leg.unclear();
  }

  private static boolean isDialed(LegPicture leg) {
    return leg != null && leg.dialed();
  }

  /** Only our own confirmed hold holds a call; a conference's word about it is a side fact. */
  private static boolean isHeld(List<Fact> sorted) {
    return sorted.stream()
        .map(Fact::said)
        .filter(said -> said instanceof Said.Held || said instanceof Said.Resumed)
        .reduce((earlier, later) -> later)
        .filter(Said.Held.class::isInstance)
        .isPresent();
  }

  private static String hangupAskedBy(List<Fact> sorted) {
    return sorted.stream()
        .filter(fact -> fact.said() instanceof Said.HangupAsked)
        .map(fact -> ((Said.HangupAsked) fact.said()).by())
        .findFirst()
        .orElse(null);
  }
}
