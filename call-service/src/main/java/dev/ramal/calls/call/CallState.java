package dev.ramal.calls.call;

import dev.ramal.events.CallOutcome;
import dev.ramal.events.LegName;
import dev.ramal.events.ReleasingParty;
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
 * @param whisper how far what the agent is to hear first has come
 * @param detection who picked up, and what follows from it
 * @param recording how far the recording of the call has come
 * @param hangupAskedBy null unless somebody asked for the end; agent or system
 * @param ending null while the call is not over
 */
public record CallState(
    CallStatus status,
    LegState agent,
    LegState lead,
    String conferenceId,
    Whisper whisper,
    Detection detection,
    RecordingProgress recording,
    ReleasingParty hangupAskedBy,
    CallResult result) {

  static CallState of(CallDetails details, List<Fact> sorted) {
    LegState agent = leg(LegName.AGENT, sorted);
    LegState lead = leg(LegName.LEAD, sorted);
    ReleasingParty askedBy = hangupAskedBy(sorted);
    Detection detection = Detection.of(sorted);
    RecordingProgress recording = RecordingProgress.of(details, sorted, detection.endsTalk());
    CallResult result =
        isOver(agent, lead)
            ? CallResult.of(details, agent, lead, askedBy, unmet(detection, recording))
            : null;
    return new CallState(
        status(sorted, agent, lead, result),
        agent,
        lead,
        sorted.stream()
            .filter(fact -> fact.body() instanceof FactBody.Conferenced)
            .map(fact -> ((FactBody.Conferenced) fact.body()).conferenceId())
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null),
        Whisper.of(sorted),
        detection,
        result == null ? recording : recording.atTheEnd(),
        askedBy,
        result);
  }

  /** Why a lead who picks up meets nobody. */
  private static CallResult.Unmet unmet(Detection detection, RecordingProgress recording) {
    if (detection.endsTalk()) {
      return new CallResult.Unmet(CallOutcome.NO_ANSWER, detection.cause());
    }
    return recording.letsGo() ? CallResult.Unmet.WITHOUT_CONSENT : null;
  }

  public LegState leg(LegName name) {
    return name == LegName.AGENT ? agent : lead;
  }

  public List<LegState> legs() {
    return Stream.of(agent, lead).filter(Objects::nonNull).toList();
  }

  public boolean over() {
    return result != null;
  }

  /** When the lead picked up; null before. */
  public Instant answeredAt() {
    return lead == null ? null : lead.answeredAt();
  }

  private static LegState leg(LegName name, List<Fact> sorted) {
    List<Fact> own = sorted.stream().filter(fact -> fact.leg() == name).toList();
    return own.isEmpty() ? null : new LegProjection(name, own).state();
  }

  /**
   * Over when every leg that was ordered is closed; the lead's end alone leaves the agent's open.
   */
  private static boolean isOver(LegState agent, LegState lead) {
    return (agent != null || lead != null)
        && (agent == null || agent.closed())
        && (lead == null || lead.closed());
  }

  private static CallStatus status(
      List<Fact> sorted, LegState agent, LegState lead, CallResult result) {
    if (sorted.stream().anyMatch(fact -> fact.body() instanceof FactBody.Denied)) {
      return CallStatus.DENIED;
    }
    if (result != null) {
      return CallStatus.of(result.outcome());
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

  private static boolean isUnclear(LegState leg) {
    return leg != null && leg.unclear();
  }

  private static boolean isDialed(LegState leg) {
    return leg != null && leg.dialed();
  }

  /** Only our own confirmed hold holds a call; a conference's word about it is a side fact. */
  private static boolean isHeld(List<Fact> sorted) {
    return sorted.stream()
        .map(Fact::body)
        .filter(body -> body instanceof FactBody.Held || body instanceof FactBody.Resumed)
        .reduce((earlier, later) -> later)
        .filter(FactBody.Held.class::isInstance)
        .isPresent();
  }

  private static ReleasingParty hangupAskedBy(List<Fact> sorted) {
    return sorted.stream()
        .filter(fact -> fact.body() instanceof FactBody.HangupAsked)
        .map(fact -> ((FactBody.HangupAsked) fact.body()).by())
        .findFirst()
        .orElse(null);
  }
}
