package dev.ramal.calls.call;

import static dev.ramal.calls.call.Calls.NOON;
import static dev.ramal.calls.call.Calls.after;
import static dev.ramal.calls.call.Calls.agent;
import static dev.ramal.calls.call.Calls.agentWaiting;
import static dev.ramal.calls.call.Calls.ended;
import static dev.ramal.calls.call.Calls.lead;
import static dev.ramal.events.CallControl.HOLD;
import static dev.ramal.events.CallControl.RESUME;
import static dev.ramal.events.LegName.AGENT;
import static dev.ramal.events.LegName.LEAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.Call.Transition;
import dev.ramal.calls.call.ControlBodies.ControlAsked;
import dev.ramal.calls.call.ControlBodies.TransferAsked;
import dev.ramal.calls.call.ControlBodies.TransferStep;
import dev.ramal.calls.call.LegAction.Kind;
import dev.ramal.calls.call.Transfer.Stage;
import dev.ramal.calls.lifecycle.AgentMove;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import dev.ramal.events.ReleasingParty;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.CallTransferred;
import dev.ramal.events.calls.TransferFailed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
    "CALL-259 a call is handed over in whatever order that is told, and the lead is never left")
class TransferTest {
  private static final LegName TARGET = LegName.agent(2);
  private static final LegAction LET_LEAVE = new LegAction(Kind.LET_LEAVE, AGENT, 2);

  private static Fact target(int second, FactBody body) {
    boolean ours = body instanceof FactBody.Ordered || body instanceof TransferAsked;
    return new Fact(
        "target:" + body.getClass().getSimpleName() + second,
        TARGET,
        ours ? null : new CarrierCallId("CA-target"),
        NOON.plusSeconds(second),
        null,
        body);
  }

  private static Call held() {
    return after(
        agentWaiting(),
        lead(5, new FactBody.Answered(null)),
        agent(4, new FactBody.Conferenced("CF1")),
        lead(6, new FactBody.Conferenced("CF1")),
        lead(10, new ControlAsked(HOLD, 1)),
        lead(11, new FactBody.Held(1)));
  }

  private static Call asked(boolean consult) {
    return after(
        held(),
        target(10, new TransferAsked(AGENT, "user-gil", "gil", consult)),
        target(10, new FactBody.Ordered("client:gil")));
  }

  private static Call met(boolean consult) {
    return after(
        asked(consult),
        target(12, new FactBody.Accepted(null)),
        target(13, new TransferStep(TransferStep.PREPARED, null)),
        target(20, new FactBody.Answered(null)),
        target(21, new FactBody.Conferenced("CF1")));
  }

  private static Stage stage(Call call) {
    return call.state().transfer().stage();
  }

  @Test
  void shouldRingTheTargetAndPrepareTheCarrier() {
    // When
    Call call = asked(false);

    // Then
    assertThat(stage(call)).isEqualTo(Stage.RINGING);
    assertThat(call.status()).isEqualTo(CallStatus.HELD);
    assertThat(PendingActions.of(call, false))
        .containsExactly(LegAction.of(Kind.DIAL, TARGET), LET_LEAVE);
  }

  @Test
  void shouldLetTheAgentGoAndResumeTheLeadWhenTheTargetHasCome() {
    // When
    Call unprepared =
        after(
            asked(false),
            target(12, new FactBody.Accepted(null)),
            target(20, new FactBody.Answered(null)),
            target(21, new FactBody.Conferenced("CF1")));
    Call call = met(false);

    // Then
    assertThat(PendingActions.of(unprepared, false))
        .as("the carrier would end the conference with the agent")
        .containsExactly(LET_LEAVE);
    assertThat(stage(call)).isEqualTo(Stage.COMPLETING);
    assertThat(PendingActions.of(call, false))
        .containsExactly(LegAction.of(Kind.HANG_UP, AGENT), LegAction.of(RESUME, LEAD, 2));
  }

  @Test
  void shouldTalkToTheTargetFirstWhereThatIsWanted() {
    // Given
    Call consulting = met(true);

    // When
    Call completed = after(consulting, target(40, new TransferStep(TransferStep.COMPLETE, null)));
    Call canceled = after(consulting, target(40, new TransferStep(TransferStep.CANCEL, null)));
    Call left = after(consulting, agent(40, ended(CallOutcome.COMPLETED, 38)));

    // Then
    assertThat(stage(consulting)).isEqualTo(Stage.CONSULTING);
    assertThat(PendingActions.of(consulting, false)).isEmpty();
    assertThat(consulting.state().leg(dev.ramal.events.CallControl.MUTE).name()).isEqualTo(AGENT);
    assertThat(PendingActions.of(completed, false))
        .contains(LegAction.of(Kind.HANG_UP, AGENT), LegAction.of(RESUME, LEAD, 2));
    assertThat(PendingActions.of(canceled, false))
        .containsExactly(LegAction.of(Kind.HANG_UP, TARGET), LegAction.of(RESUME, LEAD, 2));
    assertThat(stage(left)).as("who hangs up hands over").isEqualTo(Stage.DONE);
    assertThat(PendingActions.of(left, false)).containsExactly(LegAction.of(RESUME, LEAD, 2));
  }

  @Test
  void shouldTellOnceAndGoOnWithWhoTookOver() {
    // Given
    Call call = met(false);

    // When
    Transition.Applied handedOver =
        (Transition.Applied) call.apply(agent(30, ended(CallOutcome.COMPLETED, 28)));
    Call talking =
        after(
            handedOver.call(),
            lead(31, new ControlAsked(RESUME, 2)),
            lead(32, new FactBody.Resumed(2)));
    Call over = after(talking, target(90, ended(CallOutcome.COMPLETED, 70)));
    CallEnded end =
        (CallEnded)
            ((Transition.Applied) over.apply(lead(91, ended(CallOutcome.COMPLETED, 86))))
                .events()
                .get(0);

    // Then
    assertThat(handedOver.events())
        .singleElement()
        .isEqualTo(
            new CallTransferred(
                call.id().value(),
                AGENT,
                TARGET,
                "client:gil",
                "user-gil",
                "gil",
                NOON.plusSeconds(30)));
    assertThat(talking.status()).isEqualTo(CallStatus.IN_PROGRESS);
    assertThat(PendingActions.isEnding(talking)).isFalse();
    assertThat(PendingActions.of(talking, false)).isEmpty();
    assertThat(PendingActions.of(over, false)).containsExactly(LegAction.of(Kind.HANG_UP, LEAD));
    assertThat(end.talkSeconds()).as("of the lead, whoever talked").isEqualTo(86);
    assertThat(end.outcome()).isEqualTo(CallOutcome.COMPLETED);
    assertThat(end.hungUpBy()).isEqualTo(ReleasingParty.AGENT);
    assertThat(end.legs())
        .extracting(leg -> leg.leg().wire())
        .containsExactly("agent", "agent-2", "lead");
  }

  @Test
  @DisplayName("CALL-471 a call that was handed over to an agent is theirs")
  void shouldBeTheCallOfWhoTookOver() {
    // Given
    Call call = met(false);

    // When
    Call handedOver = after(call, agent(30, ended(CallOutcome.COMPLETED, 28)));
    Call again =
        after(
            handedOver,
            new Fact(
                "again",
                LegName.agent(3),
                null,
                NOON.plusSeconds(40),
                null,
                new TransferAsked(TARGET, null, null, false)));

    // Then
    assertThat(call.details().agentId()).isEqualTo("user-ana");
    assertThat(handedOver.details().agentId()).isEqualTo("user-gil");
    assertThat(handedOver.details().agentName()).isEqualTo("gil");
    assertThat(handedOver.details().agentAddress()).isEqualTo("client:gil");
    assertThat(again.details().agentId()).as("until another takes over").isEqualTo("user-gil");
    assertThat(AgentMove.between(call, handedOver, null))
        .extracting(move -> move.agentId() + " " + move.got())
        .as("who took over has had it since they were rung")
        .containsExactly("user-ana false");
  }

  @Test
  @DisplayName("CALL-575 who is rung to take a call over has it until that is settled")
  void shouldKeepTheTargetForTheCall() {
    // Given
    Call talking = held();
    Call ringing = asked(true);
    Call canceled = after(ringing, target(40, new TransferStep(TransferStep.CANCEL, null)));
    Call over = after(met(false), agent(30, ended(CallOutcome.COMPLETED, 28)));
    Call ended =
        after(
            over,
            target(90, ended(CallOutcome.COMPLETED, 70)),
            lead(91, ended(CallOutcome.COMPLETED, 86)));

    // When / Then
    assertThat(ringing.state().comingAgent()).isEqualTo("user-gil");
    assertThat(met(true).state().comingAgent()).isEqualTo("user-gil");
    assertThat(over.state().comingAgent()).as("it is theirs").isNull();
    assertThat(moves(talking, ringing)).containsExactly("user-gil true");
    assertThat(moves(ringing, canceled)).containsExactly("user-gil false");
    assertThat(moves(talking, canceled)).as("all in one set").isEmpty();
    assertThat(moves(ringing, met(true))).isEmpty();
    assertThat(moves(ringing, ended)).containsExactly("user-ana false", "user-gil false");
    assertThat(moves(over, ended)).containsExactly("user-gil false");
  }

  private static List<String> moves(Call before, Call now) {
    return AgentMove.between(before, now, null).stream()
        .map(move -> move.agentId() + " " + move.got())
        .toList();
  }

  @Test
  void shouldGiveTheLeadBackWhenNobodyPicksUp() {
    // Given
    Call ringing = after(asked(false), target(12, new FactBody.Accepted(null)));

    // When
    Transition.Applied failed =
        (Transition.Applied) ringing.apply(target(40, ended(CallOutcome.NO_ANSWER, null)));
    Call alone =
        after(
            after(ringing, agent(20, ended(CallOutcome.COMPLETED, 18))),
            target(40, ended(CallOutcome.BUSY, null)));

    // Then
    assertThat(failed.events())
        .singleElement()
        .isEqualTo(
            new TransferFailed(
                ringing.id().value(), TARGET, "client:gil", "no-answer", NOON.plusSeconds(40)));
    assertThat(PendingActions.of(failed.call(), false))
        .containsExactly(LegAction.of(RESUME, LEAD, 2));
    assertThat(PendingActions.of(alone, false))
        .as("nobody of ours is there")
        .containsExactly(LegAction.of(Kind.HANG_UP, LEAD));
  }

  @Test
  void shouldKeepTheLeadWaitingWhileTheTargetRingsAndTheAgentHasGone() {
    // When
    Call call =
        after(
            asked(false),
            target(12, new FactBody.Accepted(null)),
            target(13, new TransferStep(TransferStep.PREPARED, null)),
            agent(15, ended(CallOutcome.COMPLETED, 13)));
    Call come =
        after(
            call,
            target(20, new FactBody.Answered(null)),
            target(21, new FactBody.Conferenced("CF1")));

    // Then
    assertThat(PendingActions.isEnding(call)).isFalse();
    assertThat(PendingActions.of(call, false)).isEmpty();
    assertThat(stage(come)).isEqualTo(Stage.DONE);
    assertThat(PendingActions.of(come, false)).containsExactly(LegAction.of(RESUME, LEAD, 2));
  }

  @Test
  @DisplayName("CALL-465 the lead is resumed again where that was refused, and not for ever")
  void shouldResumeAgainWhereThatWasRefused() {
    // Given
    Call left =
        after(
            met(true),
            target(40, new TransferStep(TransferStep.CANCEL, null)),
            target(41, ended(CallOutcome.COMPLETED, 20)));
    Call first = refused(left, 2);

    // When
    Call third = refused(refused(first, 3), 4);
    Call heldByHand = after(first, lead(70, new ControlAsked(HOLD, 3)));
    Call heldAgain = after(heldByHand, lead(71, new FactBody.Held(3)));

    // Then
    assertThat(PendingActions.of(first, false)).containsExactly(LegAction.of(RESUME, LEAD, 3));
    assertThat(PendingActions.of(third, false)).isEmpty();
    assertThat(PendingActions.of(heldAgain, false)).as("somebody wants it so").isEmpty();
  }

  private static Call refused(Call call, int ordinal) {
    Fact ours =
        new Fact(
            call.state().transfer().resumption(call.facts()),
            LEAD,
            null,
            NOON.plusSeconds(40 + 2 * ordinal),
            null,
            new ControlAsked(RESUME, ordinal));
    return after(
        after(call, ours),
        lead(41 + 2 * ordinal, new FactBody.ControlRefused(RESUME, ordinal, "20404", "no")));
  }

  @Test
  @DisplayName("CALL-466 nobody is consulted before the lead is on hold, nor where it cannot be")
  void shouldConsultOnlyWhatTheLeadDoesNotHear() {
    // Given
    Call talking =
        after(
            agentWaiting(),
            lead(5, new FactBody.Answered(null)),
            agent(4, new FactBody.Conferenced("CF1")),
            lead(6, new FactBody.Conferenced("CF1")));
    Call wanted =
        after(
            talking,
            target(10, new TransferAsked(AGENT, "user-gil", "gil", true)),
            target(10, new FactBody.Ordered("client:gil")),
            lead(10, new ControlAsked(HOLD, 1)));

    // When
    Call refused = after(wanted, lead(12, new FactBody.ControlRefused(HOLD, 1, "20404", "no")));
    Call held = after(wanted, lead(12, new FactBody.Held(1)));

    // Then
    assertThat(PendingActions.of(wanted, false))
        .doesNotContain(LegAction.of(Kind.DIAL, TARGET))
        .contains(LET_LEAVE);
    assertThat(PendingActions.of(held, false)).contains(LegAction.of(Kind.DIAL, TARGET));
    assertThat(stage(refused)).isEqualTo(Stage.FAILED);
    assertThat(refused.state().transfer().failure()).isEqualTo("20404");
    assertThat(PendingActions.of(refused, false)).containsExactly(LegAction.of(Kind.DROP, TARGET));
  }

  @Test
  @DisplayName("CALL-467 a lead whose agent has left is let go when nobody takes over in time")
  void shouldLetTheLeadGoWhenTheTargetNeverCame() {
    // Given
    Call ringing =
        after(
            asked(false),
            target(12, new FactBody.Accepted(null)),
            target(13, new TransferStep(TransferStep.PREPARED, null)));
    Fact over = target(70, new TransferStep(TransferStep.REFUSED, Transfer.NO_ANSWER));

    // When
    Call back = after(ringing, over);
    Call alone =
        after(
            ringing,
            agent(15, ended(CallOutcome.COMPLETED, 13)),
            target(20, new FactBody.Answered(null)),
            over);

    // Then
    assertThat(back.state().transfer().failure()).isEqualTo("no-answer");
    assertThat(PendingActions.of(back, false))
        .containsExactly(LegAction.of(Kind.HANG_UP, TARGET), LegAction.of(RESUME, LEAD, 2));
    assertThat(PendingActions.mayBeDialed(back, TARGET)).isFalse();
    assertThat(PendingActions.of(alone, false))
        .as("picked up, and met nobody as far as we know")
        .containsExactly(LegAction.of(Kind.HANG_UP, TARGET), LegAction.of(Kind.HANG_UP, LEAD));
  }

  @Test
  void shouldEndEveryLegWhenSomebodyHangsUp() {
    // When
    Call call =
        after(met(true), Calls.fact(null, 50, new FactBody.HangupAsked(ReleasingParty.AGENT)));

    // Then
    assertThat(PendingActions.of(call, false))
        .containsExactly(
            LegAction.of(Kind.HANG_UP, AGENT),
            LegAction.of(Kind.HANG_UP, TARGET),
            LegAction.of(Kind.HANG_UP, LEAD));
  }

  @Test
  void shouldComeToTheSameInAnyOrder() {
    // Given
    List<Fact> facts =
        List.of(
            target(10, new TransferAsked(AGENT, "user-gil", "gil", false)),
            target(10, new FactBody.Ordered("client:gil")),
            target(12, new FactBody.Accepted(null)),
            target(13, new TransferStep(TransferStep.PREPARED, null)),
            target(20, new FactBody.Answered(null)),
            target(21, new FactBody.Conferenced("CF1")),
            agent(30, ended(CallOutcome.COMPLETED, 28)));
    Set<CallState> states = new HashSet<>();

    for (int seed = 0; seed < 200; seed++) {
      List<Fact> shuffled = new ArrayList<>(facts);
      Collections.shuffle(shuffled, new Random(seed));

      // When
      Call call = after(held(), shuffled.toArray(Fact[]::new));

      // Then
      states.add(call.state());
    }
    assertThat(states).hasSize(1);
    assertThat(states.iterator().next().transfer().stage()).isEqualTo(Stage.DONE);
  }
}
