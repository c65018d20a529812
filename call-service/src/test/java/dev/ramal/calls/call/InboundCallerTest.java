package dev.ramal.calls.call;

import static dev.ramal.calls.call.Calls.NOON;
import static dev.ramal.calls.call.Calls.after;
import static dev.ramal.calls.call.Calls.ended;
import static dev.ramal.calls.call.Calls.fact;
import static dev.ramal.calls.call.Calls.lead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ramal.calls.call.Call.Transition;
import dev.ramal.calls.call.InboundProgress.Stage;
import dev.ramal.calls.call.LegAction.Kind;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.events.CallControl;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import dev.ramal.events.ReleasingParty;
import dev.ramal.events.calls.CallMissed;
import dev.ramal.events.calls.VoicemailLeft;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InboundCallerTest {
  private static final boolean ASKING = false;
  private static final boolean TOLD = true;
  private static final LegName SECOND = LegName.agent(2);
  private static final FactBody IDLE =
      new FactBody.Offered("u-1", "Ana", "client:ana", 20, FactBody.Offered.LONGEST_IDLE);
  private static final FactBody DEDICATED =
      new FactBody.Offered("u-2", "Bia", "client:bia", 20, FactBody.Offered.DEDICATED);

  private static Call caller() {
    return after(
        Call.inbound(Calls.ID, Calls.AURORA, Calls.inbound()),
        new Fact(
            "arrived", null, new CarrierCallId("CA-lead"), NOON, null, new FactBody.Initiated()));
  }

  private static Fact routed(int second, String to, String why) {
    return new Fact(
        to + second, null, null, NOON.plusSeconds(second), null, new FactBody.Routed(to, why));
  }

  private static Call offered() {
    return after(caller(), fact(LegName.AGENT, 1, DEDICATED), lead(2, new FactBody.Answered(null)));
  }

  @Test
  @DisplayName("CALL-294 a caller's call is the agent's who is rung or took it")
  void shouldBelongToWhoeverIsRung() {
    // When
    Call ringing = offered();
    Call lapsed = after(ringing, fact(LegName.AGENT, 21, new FactBody.OfferLapsed("no-answer")));
    Call next = after(lapsed, fact(SECOND, 22, IDLE));
    Call taken =
        after(
            next,
            fact(SECOND, 23, new FactBody.Initiated()),
            fact(SECOND, 25, new FactBody.Answered(null)));

    // Then
    assertThat(ringing.details().agentId()).isEqualTo("u-2");
    assertThat(lapsed.details().agentId()).isNull();
    assertThat(next.details().agentId()).isEqualTo("u-1");
    assertThat(next.status()).isEqualTo(CallStatus.RINGING);
    assertThat(taken.status()).isEqualTo(CallStatus.IN_PROGRESS);
    assertThat(taken.state().answeredAt()).isEqualTo(NOON.plusSeconds(25));
    assertThat(taken.details().agentAddress()).isEqualTo("client:ana");
  }

  @Test
  @DisplayName("CALL-295 an agent's phone rings for a caller, and stops when it rang in vain")
  void shouldRingAndStop() {
    // Given
    Call offered = offered();
    Call ringing = after(offered, fact(LegName.AGENT, 3, new FactBody.Initiated()));

    // When
    Call lapsed = after(ringing, fact(LegName.AGENT, 21, new FactBody.OfferLapsed("no-answer")));
    Call late = after(lapsed, fact(LegName.AGENT, 22, new FactBody.Answered(null)));

    // Then
    assertThat(PendingActions.of(offered, ASKING))
        .containsExactly(LegAction.of(Kind.DIAL, LegName.AGENT));
    assertThat(PendingActions.of(ringing, ASKING)).isEmpty();
    assertThat(PendingActions.of(ringing, TOLD))
        .containsExactly(LegAction.of(Kind.HOLD_ON, LegName.LEAD));
    assertThat(PendingActions.of(lapsed, ASKING))
        .containsExactly(LegAction.of(Kind.HANG_UP, LegName.AGENT));
    assertThat(late.state().inbound().stage()).isEqualTo(Stage.WAITING);
    assertThat(PendingActions.mayBeDialed(lapsed, LegName.AGENT)).isFalse();
    assertThat(PendingActions.mayBeDialed(offered, LegName.AGENT)).isTrue();
  }

  @Test
  @DisplayName("CALL-296 agent and caller meet in the conference that the agent's leg makes")
  void shouldMeet() {
    // When
    Call taken =
        after(
            offered(),
            fact(LegName.AGENT, 3, new FactBody.Initiated()),
            fact(LegName.AGENT, 5, new FactBody.Answered(null)));
    Call made = after(taken, fact(LegName.AGENT, 6, new FactBody.Conferenced("c-1")));
    Call joined = after(made, lead(7, new FactBody.Conferenced("c-1")));
    Call left = after(joined, fact(LegName.AGENT, 42, ended(CallOutcome.COMPLETED, 37)));
    Call over = after(left, lead(43, ended(CallOutcome.COMPLETED, 41)));

    // Then
    assertThat(PendingActions.of(taken, TOLD))
        .containsExactly(LegAction.of(Kind.JOIN, LegName.AGENT));
    assertThat(PendingActions.of(made, TOLD))
        .containsExactly(LegAction.of(Kind.JOIN, LegName.LEAD));
    assertThat(PendingActions.of(joined, TOLD)).isEmpty();
    assertThat(PendingActions.of(left, TOLD))
        .containsExactly(LegAction.of(Kind.HANG_UP, LegName.LEAD));
    CallResult result = over.state().result();
    assertThat(result.outcome()).isEqualTo(CallOutcome.COMPLETED);
    assertThat(result.talkSeconds()).isEqualTo(37);
    assertThat(result.ringSeconds()).isEqualTo(5);
    assertThat(result.hungUpBy()).isEqualTo(ReleasingParty.AGENT);
  }

  @Test
  @DisplayName("CALL-297 a caller whom nobody took is a missed call, told once")
  void shouldMiss() {
    // When
    Call waiting =
        after(
            offered(),
            fact(LegName.AGENT, 21, new FactBody.Refused("busy", "busy")),
            routed(22, FactBody.Routed.QUEUE, FactBody.Routed.NO_AGENT));
    Transition end = waiting.apply(lead(40, ended(CallOutcome.COMPLETED, 38)));
    Call over = ((Transition.Applied) end).call();

    // Then
    assertThat(over.state().result().outcome()).isEqualTo(CallOutcome.NO_ANSWER);
    assertThat(over.state().result().cause()).isEqualTo("abandoned");
    assertThat(over.state().result().talkSeconds()).isZero();
    assertThat(Calls.events(end))
        .filteredOn(CallMissed.class::isInstance)
        .containsExactly(
            new CallMissed(
                Calls.ID.value(),
                "u-2",
                "+5511987654321",
                "+551130001000",
                "abandoned",
                null,
                40,
                NOON.plusSeconds(40)));
    assertThat(Calls.events(over.apply(lead(41, new FactBody.Answered(null)))))
        .noneMatch(CallMissed.class::isInstance);
  }

  @Test
  @DisplayName("CALL-298 a caller may leave a message: greeted, recorded, let go, told")
  void shouldTakeAMessage() {
    // When
    Call asked = after(offered(), fact(LegName.AGENT, 21, ended(CallOutcome.NO_ANSWER, null)));
    Call sent = after(asked, routed(22, FactBody.Routed.VOICEMAIL, FactBody.Routed.NO_AGENT));
    Call greeted = after(sent, lead(30, new FactBody.Spoken("greet", "completed")));
    Transition recorded =
        greeted.apply(lead(40, new FactBody.Aside(FactBody.Aside.RECORDED, "RE1")));
    Call left = ((Transition.Applied) recorded).call();
    Call over = after(left, lead(41, ended(CallOutcome.COMPLETED, 39)));

    // Then
    assertThat(PendingActions.of(sent, ASKING))
        .containsExactly(LegAction.of(Kind.REDIRECT, LegName.LEAD));
    assertThat(InboundVoice.next(sent.state()))
        .as("nothing is recorded before the caller was told")
        .containsExactly(new VoiceInstruction.Speak(Prompt.LEAVE_A_MESSAGE));
    assertThat(InboundVoice.next(greeted.state()))
        .containsExactly(new VoiceInstruction.TakeMessage());
    assertThat(PendingActions.of(sent, TOLD))
        .containsExactly(LegAction.of(Kind.GREET, LegName.LEAD));
    assertThat(PendingActions.of(greeted, TOLD))
        .containsExactly(LegAction.of(Kind.TAKE_MESSAGE, LegName.LEAD));
    assertThat(Calls.events(recorded)).hasOnlyElementsOfType(VoicemailLeft.class).hasSize(1);
    assertThat(PendingActions.of(left, TOLD))
        .containsExactly(LegAction.of(Kind.HANG_UP, LegName.LEAD));
    assertThat(over.state().result().cause()).isEqualTo("voicemail");
  }

  @Test
  @DisplayName("CALL-797 a missed call tells why its caller was sent away, to a message or an end")
  void shouldTellWhyACallerWasSentAway() {
    for (String to : List.of(FactBody.Routed.VOICEMAIL, FactBody.Routed.END)) {
      // When
      Call sent = after(caller(), routed(2, to, FactBody.Routed.QUEUE_FULL));
      Transition end = sent.apply(lead(9, ended(CallOutcome.COMPLETED, 7)));

      // Then
      assertThat(Calls.events(end))
          .filteredOn(CallMissed.class::isInstance)
          .extracting("cause", "reason")
          .containsExactly(
              tuple(to.equals(FactBody.Routed.END) ? "queue-full" : "voicemail", "queue-full"));
    }
  }

  /**
   * From each state that some order of what can happen leads to, time alone ends the call: what the
   * carrier is told, and what comes when nobody says anything. Where people talk, they end it.
   */
  @Test
  @DisplayName("CALL-299 no caller is ever stuck")
  void shouldNeverKeepACallerForEver() {
    // When
    List<Call> reached = reachable(5);

    // Then
    assertThat(reached).hasSizeGreaterThan(500);
    for (boolean steered : List.of(ASKING, TOLD)) {
      assertThat(reached.parallelStream().filter(call -> !ends(call, steered)).map(Call::facts))
          .as("told by commands: %s", steered)
          .isEmpty();
    }
  }

  /** One call of each state. */
  private static List<Call> reachable(int steps) {
    Set<CallState> seen = new HashSet<>();
    List<Call> reached = new ArrayList<>();
    Deque<Call> border = new ArrayDeque<>(List.of(caller()));
    for (int step = 1; step <= steps; step++) {
      Deque<Call> next = new ArrayDeque<>();
      for (Call call : border) {
        for (Fact fact : happening(call, step)) {
          if (call.apply(fact) instanceof Transition.Applied applied
              && seen.add(applied.call().state())) {
            next.add(applied.call());
          }
        }
      }
      reached.addAll(next);
      border = next;
    }
    return reached;
  }

  private static List<Fact> happening(Call call, int second) {
    LegName offer = LegName.agent(Math.max(1, call.state().agents().size()));
    List<Fact> facts = new ArrayList<>();
    facts.add(fact(LegName.agent(call.state().agents().size() + 1), second, IDLE));
    facts.add(routed(second, FactBody.Routed.QUEUE, FactBody.Routed.NO_AGENT));
    facts.add(routed(second, FactBody.Routed.VOICEMAIL, FactBody.Routed.WAITED));
    facts.add(routed(second, FactBody.Routed.END, FactBody.Routed.CLOSED));
    if (!call.state().agents().isEmpty()) {
      facts.add(fact(offer, second, new FactBody.Accepted(null)));
      facts.add(fact(offer, second, new FactBody.Answered(null)));
      facts.add(fact(offer, second, new FactBody.Apologized()));
      facts.add(fact(offer, second, new FactBody.Unclear("timeout")));
      facts.add(fact(offer, second, new FactBody.Refused("busy", "busy")));
      facts.add(fact(offer, second, new FactBody.OfferLapsed("no-answer")));
      facts.add(fact(offer, second, ended(CallOutcome.NO_ANSWER, null)));
      facts.add(fact(offer, second, new FactBody.Conferenced("c-1")));
    }
    facts.add(lead(second, new FactBody.Answered(null)));
    facts.add(lead(second, new FactBody.Apologized()));
    facts.add(lead(second, new FactBody.Conferenced("c-1")));
    facts.add(lead(second, new FactBody.Spoken("greet", "interrupted")));
    facts.add(lead(second, new FactBody.Aside(FactBody.Aside.RECORDED, "RE1")));
    facts.add(lead(second, ended(CallOutcome.COMPLETED, null)));
    facts.add(fact(null, second, new FactBody.HangupAsked(ReleasingParty.AGENT)));
    return facts;
  }

  @Test
  @DisplayName(
      "CALL-815 a caller of whom nobody takes care is rejected, unless another has answered")
  void shouldRejectACallerOfWhomNobodyTakesCare() {
    // Given
    Fact untaken = fact(null, 10, new FactBody.HangupAsked(ReleasingParty.SYSTEM));

    // When
    Call late = after(caller(), untaken);
    Call answered = after(caller(), lead(4, new FactBody.Answered(null)), untaken);
    Call gone = after(caller(), untaken, lead(11, ended(CallOutcome.BUSY, null)));

    // Then
    assertThat(PendingActions.of(caller(), TOLD)).as("not at once").isEmpty();
    assertThat(PendingActions.of(late, TOLD))
        .containsExactly(LegAction.of(Kind.REJECT, LegName.LEAD));
    assertThat(PendingActions.of(late, ASKING)).as("a carrier that asks is answered").isEmpty();
    assertThat(PendingActions.of(answered, TOLD)).as("somebody else's talk goes on").isEmpty();
    assertThat(PendingActions.mayBeRejected(answered)).isFalse();
    assertThat(PendingActions.of(gone, TOLD)).isEmpty();
    for (CallOutcome how :
        List.of(CallOutcome.BUSY, CallOutcome.NO_ANSWER, CallOutcome.COMPLETED)) {
      assertThat(after(late, lead(11, ended(how, null))).state().result())
          .as("how it ended is the carrier's word, whatever we wished")
          .isEqualTo(after(caller(), lead(11, ended(how, null))).state().result());
    }
  }

  @Test
  @DisplayName("CALL-846 a caller of whom nobody takes care is missed, however the carrier says so")
  void shouldMissACallerOfWhomNobodyTakesCare() {
    // Given
    Fact untaken = fact(null, 10, new FactBody.HangupAsked(ReleasingParty.SYSTEM));
    Fact unwanted = fact(null, 10, new FactBody.HangupAsked(ReleasingParty.AGENT));
    Fact answered = lead(4, new FactBody.Answered(null));
    Fact apology = lead(2, new FactBody.Apologized());
    FactBody rejected = new FactBody.Ended(CallOutcome.BUSY, null, 603, "call_rejected", null);

    // Then
    assertThat(missed(after(caller(), apology), ended(CallOutcome.COMPLETED, 5)))
        .as("Twilio's")
        .containsExactly("apology");
    assertThat(missed(after(caller(), untaken), rejected))
        .as("Telnyx's")
        .containsExactly("rejected");
    assertThat(missed(after(caller(), untaken), ended(CallOutcome.CANCELED, null))).hasSize(1);
    assertThat(missed(caller(), ended(CallOutcome.CANCELED, null)))
        .as("who gave up before")
        .hasSize(1);
    assertThat(missed(caller(), rejected)).as("turned away by another application").isEmpty();
    assertThat(missed(after(caller(), untaken, answered), ended(CallOutcome.COMPLETED, null)))
        .as("taken by another application")
        .isEmpty();
    assertThat(missed(after(caller(), answered), ended(CallOutcome.CANCELED, null))).isEmpty();
    assertThat(missed(after(caller(), unwanted), ended(CallOutcome.CANCELED, null)))
        .as("ended by one of ours")
        .isEmpty();
    assertThat(
            missed(
                after(offered(), fact(null, 9, new FactBody.HangupAsked(ReleasingParty.AGENT))),
                ended(CallOutcome.CANCELED, null)))
        .as("declined by the agent")
        .isEmpty();
  }

  /** Why it was missed, where the call's end tells that it was. */
  private static List<String> missed(Call call, FactBody end) {
    return Calls.events(call.apply(lead(20, end))).stream()
        .filter(CallMissed.class::isInstance)
        .map(event -> ((CallMissed) event).cause())
        .collect(Collectors.toList());
  }

  private static boolean ends(Call reached, boolean steered) {
    Call call = reached;
    for (int second = 100; second < 130; second++) {
      Stage stage = call.state().inbound().stage();
      boolean talking = stage == Stage.TALKING && !PendingActions.isEnding(call);
      if (call.state().over() || talking) {
        return true;
      }
      List<Fact> next = byItself(call, steered, second);
      if (next.isEmpty()) {
        return false;
      }
      for (Fact fact : next) {
        if (call.apply(fact) instanceof Transition.Applied applied) {
          call = applied.call();
        }
      }
    }
    return call.state().over();
  }

  @Test
  @DisplayName("CALL-453 who was not told to the end that a message is recorded leaves none")
  void shouldRecordNobodyWhoWasNotTold() {
    // Given
    Call sent = after(caller(), lead(2, new FactBody.Answered(null)));
    sent = after(sent, routed(22, FactBody.Routed.VOICEMAIL, FactBody.Routed.NO_AGENT));

    for (String result : List.of("refused", "failed", "lost", "interrupted")) {
      // When
      Call told = after(sent, lead(30, new FactBody.Spoken("greet", result)));

      // Then
      assertThat(PendingActions.of(told, TOLD))
          .as(result)
          .containsExactly(LegAction.of(Kind.HANG_UP, LegName.LEAD));
      assertThat(InboundVoice.next(told.state()))
          .doesNotContain(new VoiceInstruction.TakeMessage());
    }
  }

  @Test
  @DisplayName("CALL-454 who picks up an offer that is over meets nobody; in time, at once")
  void shouldMeetOnlyInTime() {
    // Given
    Call ringing = after(offered(), fact(LegName.AGENT, 3, new FactBody.Initiated()));

    // When
    Call taken = after(ringing, fact(LegName.AGENT, 5, new FactBody.Answered(null)));
    Call lapsed = after(ringing, fact(LegName.AGENT, 21, new FactBody.OfferLapsed("no-answer")));
    Call late = after(lapsed, fact(LegName.AGENT, 22, new FactBody.Answered(null)));
    Call gone = after(taken, lead(9, ended(CallOutcome.COMPLETED, 7)));

    // Then
    assertThat(PendingActions.isAwaited(ringing, LegName.AGENT)).isTrue();
    assertThat(PendingActions.isAwaited(lapsed, LegName.AGENT)).isFalse();
    assertThat(PendingActions.isAwaited(taken, LegName.AGENT)).isFalse();
    assertThat(PendingActions.mayMeet(taken, LegName.AGENT)).isTrue();
    assertThat(PendingActions.mayMeet(ringing, LegName.AGENT)).isFalse();
    assertThat(PendingActions.mayMeet(late, LegName.AGENT)).isFalse();
    assertThat(PendingActions.mayMeet(gone, LegName.AGENT)).isFalse();
  }

  private static Call talking() {
    return after(
        after(caller(), fact(LegName.AGENT, 1, DEDICATED)),
        fact(LegName.AGENT, 3, new FactBody.Initiated()),
        fact(LegName.AGENT, 5, new FactBody.Answered(null)),
        fact(LegName.AGENT, 6, new FactBody.Conferenced("CF1")));
  }

  @Test
  @DisplayName("CALL-451 a caller who talks is put on hold, though nobody told of an answer")
  void shouldHoldWhoeverTalks() {
    // Given
    Call talking = talking();

    // When
    Call asked = after(talking, lead(9, new FactBody.ControlAsked(CallControl.HOLD, 1)));

    // Then
    assertThat(talking.state().lead().answered()).isFalse();
    assertThat(talking.state().isOnLine(talking.state().lead())).isTrue();
    assertThat(PendingActions.of(asked, ASKING))
        .containsExactly(LegAction.of(Kind.HOLD, LegName.LEAD));
    assertThat(PendingActions.of(asked, TOLD))
        .extracting(LegAction::kind)
        .doesNotContain(Kind.HOLD);
  }

  @Test
  @DisplayName("CALL-452 an agent who is only rung ends the ringing, not the caller's call")
  void shouldDecline() {
    // Given
    Call offered = offered();

    // When
    Call declined = after(offered, fact(LegName.AGENT, 4, new FactBody.OfferLapsed("declined")));

    // Then
    assertThat(offered.state().offerTo("u-2")).contains(LegName.AGENT);
    assertThat(offered.state().offerTo("u-1")).as("who is not rung").isEmpty();
    assertThat(declined.state().offerTo("u-2")).isEmpty();
    assertThat(talking().state().offerTo("u-2")).as("who has picked up").isEmpty();
    assertThat(declined.state().inbound().stage()).isEqualTo(Stage.WAITING);
    assertThat(PendingActions.isEnding(declined)).isFalse();
  }

  /**
   * A call that we do not take: another application that has answered talks and hangs up; else a
   * carrier that asks is told that nobody comes, and one that is not told by then is told to reject
   * it.
   */
  private static List<Fact> ofNobodys(Call call, boolean steered, int second) {
    if (call.state().lead().answered()) {
      return List.of(lead(second, ended(CallOutcome.COMPLETED, null)));
    }
    if (steered) {
      return List.of(fact(null, second, new FactBody.HangupAsked(ReleasingParty.SYSTEM)));
    }
    return InboundVoice.next(call.state()).equals(VoicePlan.unavailable())
        ? List.of(lead(second, ended(CallOutcome.COMPLETED, null)))
        : List.of();
  }

  /** What the carrier does when it is told, and our own facts when a time is over. */
  private static List<Fact> byItself(Call call, boolean steered, int second) {
    List<Fact> facts = new ArrayList<>();
    if (!call.state().inbound().isRouted()) {
      facts.addAll(ofNobodys(call, steered, second));
    }
    for (LegAction action : PendingActions.of(call, steered)) {
      facts.add(
          switch (action.kind()) {
            case DIAL, DROP -> fact(action.leg(), second, new FactBody.Dropped("late"));
            case ANSWER -> lead(second, new FactBody.Answered(null));
            case HOLD_ON, GREET, DISMISS ->
                lead(second, new FactBody.Spoken(action.kind().word(), "lost"));
            case TAKE_MESSAGE ->
                fact(null, second, new FactBody.HangupAsked(ReleasingParty.SYSTEM));
            default -> fact(action.leg(), second, ended(CallOutcome.COMPLETED, null));
          });
    }
    for (LegState leg : call.state().legs()) {
      if (leg.unclear()) {
        facts.add(fact(leg.name(), second, new FactBody.Refused("never-told", "")));
      } else if (leg.unattended() != null && !leg.closed()) {
        facts.add(fact(leg.name(), second, ended(CallOutcome.COMPLETED, null)));
      } else if (leg.pending() && call.state().inbound().stage() == Stage.OFFERED) {
        facts.add(fact(leg.name(), second, new FactBody.OfferLapsed("no-answer")));
      }
    }
    if (call.state().inbound().stage() == Stage.WAITING && !PendingActions.isEnding(call)) {
      facts.add(routed(second, FactBody.Routed.END, FactBody.Routed.WAITED));
    }
    return facts;
  }
}
