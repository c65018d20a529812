package dev.ramal.calls.call;

import dev.ramal.events.CallControl;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Direction;
import dev.ramal.events.LegName;
import dev.ramal.events.ReleasingParty;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What all facts of a call amount to.
 *
 * @param legs of which something is known: the agents' in their order, then the lead's
 * @param conferenceId null where the carrier needs none or has not made it yet
 * @param whisper how far what the agent is to hear first has come
 * @param detection who picked up, and what follows from it
 * @param recording how far the recording of the call has come
 * @param controls what people asked to be done to it while it lasts
 * @param transfers the handings over that were asked for
 * @param hangupAskedBy null unless somebody asked for the end; agent or system
 * @param inbound how far a call that somebody else started has come; of others NONE
 * @param result null while the call is not over
 */
public record CallState(
    CallStatus status,
    List<LegState> legs,
    String conferenceId,
    Whisper whisper,
    Detection detection,
    RecordingProgress recording,
    Controls controls,
    Transfers transfers,
    ReleasingParty hangupAskedBy,
    InboundProgress inbound,
    CallResult result) {
  private static final Comparator<LegState> IN_ORDER =
      Comparator.<LegState, Boolean>comparing(leg -> !leg.name().isAgent())
          .thenComparing(leg -> leg.name().ordinal());

  private static final Comparator<LegState> WHO_COUNTS =
      Comparator.comparing(LegState::answered)
          .thenComparing(leg -> !leg.closed())
          .thenComparing(leg -> leg.name().ordinal());

  public CallState {
    legs = List.copyOf(legs);
  }

  static CallState of(CallDetails details, List<Fact> sorted) {
    List<LegState> legs = legs(sorted);
    Transfers transfers = Transfers.of(sorted, legs);
    List<LegState> onTheCall = transfers.onTheCall(legs);
    LegState agent = agent(onTheCall);
    LegState lead = leg(legs, LegName.LEAD);
    ReleasingParty askedBy = hangupAskedBy(sorted);
    Detection detection = Detection.of(sorted);
    RecordingProgress recording = JudgeRecording.judge(details, sorted, detection.endsTalk());
    InboundProgress inbound = InboundProgress.of(details, sorted, onTheCall, transfers);
    Controls controls = Controls.of(sorted, agent == null ? null : agent.name());
    CallResult result =
        isOver(details, legs)
            ? result(details, onTheCall, inbound, askedBy, unmet(detection, recording))
            : null;
    return new CallState(
        status(sorted, agent, lead, inbound, result, controls),
        legs,
        sorted.stream()
            .filter(fact -> fact.body() instanceof FactBody.Conferenced)
            .map(fact -> ((FactBody.Conferenced) fact.body()).conferenceId())
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null),
        Whisper.of(sorted),
        detection,
        result == null ? recording : recording.atTheEnd(detection.endsTalk()),
        controls,
        transfers,
        askedBy,
        inbound,
        result);
  }

  private static CallResult result(
      CallDetails details,
      List<LegState> legs,
      InboundProgress inbound,
      ReleasingParty askedBy,
      CallResult.Unmet unmet) {
    LegState lead = leg(legs, LegName.LEAD);
    if (inbound.isRouted()) {
      return InboundResult.of(legs, lead, inbound, askedBy);
    }
    return CallResult.of(
        details, agent(legs), lead, isLeft(details, askedBy) ? null : askedBy, unmet);
  }

  /** How a call ended that we only did not take is the carrier's word, whenever it came. */
  private static boolean isLeft(CallDetails details, ReleasingParty askedBy) {
    return details.direction() == Direction.INBOUND && askedBy == ReleasingParty.SYSTEM;
  }

  /** Why a lead who picks up meets nobody. */
  private static CallResult.Unmet unmet(Detection detection, RecordingProgress recording) {
    if (detection.endsTalk()) {
      return new CallResult.Unmet(CallOutcome.NO_ANSWER, detection.cause());
    }
    return recording.letsGo() ? CallResult.Unmet.WITHOUT_CONSENT : null;
  }

  /** Null while nothing is known of such a leg. */
  public LegState leg(LegName name) {
    return leg(legs, name);
  }

  /** To which leg it is done; null while nothing is known of it. */
  public LegState leg(CallControl control) {
    return control.isOfAgent() ? agent() : lead();
  }

  /** The last handing over; null when none was asked for. */
  public Transfer transfer() {
    return transfers.last();
  }

  /** Whether somebody is to take over who has not. */
  boolean isHandedOver() {
    return transfer() != null && transfer().isUnderWay();
  }

  /** Whether a caller waits whose agent went away handing over, and nobody came. */
  public boolean waitsAgain() {
    return inbound.waits() && transfer() != null;
  }

  /** The agent who is being rung, or talked to, to take the call over; null for nobody of ours. */
  public String comingAgent() {
    return over() || !isHandedOver() ? null : transfer().asked().agentId();
  }

  /** Whether nobody takes over, and who was to hand over has gone: nobody of ours is there. */
  boolean isLeftAlone() {
    Transfer last = transfer();
    if (last == null || last.isUnderWay() || last.stage() == Transfer.Stage.DONE) {
      return false;
    }
    LegState from = leg(last.asked().from());
    return from != null && from.closed();
  }

  /** Null while nothing is known of it. */
  public LegState lead() {
    return leg(legs, LegName.LEAD);
  }

  /**
   * Of several agents the one who counts: who is on the phone, else who was last, else who was rung
   * last; not who is to take over and has not. Null while nothing is known of any.
   */
  public LegState agent() {
    return agent(transfers.onTheCall(legs));
  }

  /**
   * Whether somebody is on the leg. A caller whom an agent took is, whether or not the carrier told
   * of an answer of ours.
   */
  public boolean isOnLine(LegState leg) {
    return leg != null
        && (leg.answered() || (inbound.served() && !leg.name().isAgent() && leg.dialed()));
  }

  /** The leg that rings a user for a caller, and nobody has picked up; empty for others. */
  public Optional<LegName> offerTo(String user) {
    return inbound.stage() == InboundProgress.Stage.OFFERED
            && inbound.agent() != null
            && inbound.agent().agentId().equals(user)
        ? legs.stream().filter(LegState::pending).map(LegState::name).findFirst()
        : Optional.empty();
  }

  /** In their order. */
  public List<LegState> agents() {
    return legs.stream().filter(leg -> leg.name().isAgent()).toList();
  }

  public boolean over() {
    return result != null;
  }

  /** When the lead picked up, or an agent for a caller of whom we take care; null before. */
  public Instant answeredAt() {
    LegState answering =
        inbound.isRouted() ? InboundProgress.taker(transfers.onTheCall(legs)) : lead();
    return answering == null ? null : answering.answeredAt();
  }

  private static List<LegState> legs(List<Fact> sorted) {
    return sorted.stream()
        .filter(fact -> fact.leg() != null)
        .collect(Collectors.groupingBy(Fact::leg))
        .entrySet()
        .stream()
        .map(leg -> new LegProjection(leg.getKey(), leg.getValue()).state())
        .sorted(IN_ORDER)
        .toList();
  }

  private static LegState leg(List<LegState> legs, LegName name) {
    for (LegState leg : legs) {
      if (leg.name() == name) {
        return leg;
      }
    }
    return null;
  }

  private static LegState agent(List<LegState> legs) {
    return legs.stream().filter(leg -> leg.name().isAgent()).max(WHO_COUNTS).orElse(null);
  }

  /**
   * Over when every leg that was ordered is closed; the lead's end alone leaves the agent's open.
   */
  private static boolean isOver(CallDetails details, List<LegState> legs) {
    return !legs.isEmpty()
        && legs.stream().allMatch(LegState::closed)
        && (details.direction() == Direction.OUTBOUND || leg(legs, LegName.LEAD) != null);
  }

  private static CallStatus status(
      List<Fact> sorted,
      LegState agent,
      LegState lead,
      InboundProgress inbound,
      CallResult result,
      Controls controls) {
    if (sorted.stream().anyMatch(fact -> fact.body() instanceof FactBody.Denied)) {
      return CallStatus.DENIED;
    }
    if (result != null) {
      return CallStatus.of(result.outcome());
    }
    if (inbound.isRouted() && !inbound.served()) {
      return CallStatus.RINGING;
    }
    if (inbound.served() || lead != null && lead.answered()) {
      return controls.held() ? CallStatus.HELD : CallStatus.IN_PROGRESS;
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

  private static ReleasingParty hangupAskedBy(List<Fact> sorted) {
    return sorted.stream()
        .filter(fact -> fact.body() instanceof FactBody.HangupAsked)
        .map(fact -> ((FactBody.HangupAsked) fact.body()).by())
        .findFirst()
        .orElse(null);
  }
}
