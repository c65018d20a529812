package dev.ramal.calls.call;

import static dev.ramal.calls.call.Calls.after;
import static dev.ramal.calls.call.Calls.agent;
import static dev.ramal.calls.call.Calls.agentWaiting;
import static dev.ramal.calls.call.Calls.ended;
import static dev.ramal.calls.call.Calls.lead;
import static dev.ramal.events.CallControl.HOLD;
import static dev.ramal.events.CallControl.MUTE;
import static dev.ramal.events.CallControl.PAUSE_RECORDING;
import static dev.ramal.events.CallControl.RESUME;
import static dev.ramal.events.CallControl.RESUME_RECORDING;
import static dev.ramal.events.CallControl.UNMUTE;
import static dev.ramal.events.LegName.AGENT;
import static dev.ramal.events.LegName.LEAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.Call.Transition;
import dev.ramal.calls.call.ControlBodies.ControlAsked;
import dev.ramal.calls.call.ControlBodies.ControlDone;
import dev.ramal.calls.call.ControlBodies.ControlRefused;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.Consent;
import dev.ramal.events.LegName;
import dev.ramal.events.calls.CallHeld;
import dev.ramal.events.calls.CallResumed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-256 what was asked of a call in progress is done once each, the last wish last")
class ControlsTest {
  private static final boolean ASKING = false;
  private static final boolean TOLD = true;

  private static Call talking() {
    return after(
        agentWaiting(),
        lead(5, new FactBody.Answered(null)),
        agent(4, new FactBody.Conferenced("CF1")));
  }

  @Test
  void shouldNameAHoldUntilItIsDoneAndEachAnew() {
    // Given
    Call asked = after(talking(), lead(10, new ControlAsked(HOLD, 1)));
    Call held = after(asked, lead(11, new FactBody.Held(1)));
    Call resumed =
        after(held, lead(20, new ControlAsked(RESUME, 2)), lead(21, new FactBody.Resumed(2)));

    // When
    Call again = after(resumed, lead(30, new ControlAsked(HOLD, 3)));

    // Then
    assertThat(PendingActions.of(asked, ASKING)).containsExactly(LegAction.of(HOLD, LEAD, 1));
    assertThat(asked.status()).isEqualTo(CallStatus.IN_PROGRESS);
    assertThat(held.status()).isEqualTo(CallStatus.HELD);
    assertThat(PendingActions.of(held, ASKING)).isEmpty();
    assertThat(resumed.status()).isEqualTo(CallStatus.IN_PROGRESS);
    assertThat(PendingActions.of(again, ASKING)).containsExactly(LegAction.of(HOLD, LEAD, 3));
  }

  @Test
  void shouldForgetAnEarlierWishForALaterOne() {
    // When
    Call call =
        after(
            talking(),
            lead(10, new ControlAsked(HOLD, 1)),
            lead(11, new ControlAsked(RESUME, 2)),
            agent(12, new ControlAsked(MUTE, 3)));

    // Then
    assertThat(PendingActions.of(call, ASKING))
        .containsExactly(LegAction.of(RESUME, LEAD, 2), LegAction.of(MUTE, AGENT, 3));
    assertThat(call.state().controls().isPointless(1)).isTrue();
    assertThat(call.state().controls().isPointless(2)).isFalse();
    assertThat(call.state().controls().isOrWillBe(RESUME)).isTrue();
    assertThat(call.state().controls().isOrWillBe(UNMUTE)).isFalse();
  }

  @Test
  void shouldWaitForTheConferenceAndForWhoIsToldToJoinIt() {
    // Given
    Call asked =
        after(
            agentWaiting(),
            lead(5, new FactBody.Answered(null)),
            lead(6, new ControlAsked(HOLD, 1)));
    Call conferenced = after(asked, agent(7, new FactBody.Conferenced("CF1")));
    LegAction hold = LegAction.of(HOLD, LEAD, 1);

    // When
    Call joined = after(conferenced, lead(8, new FactBody.Conferenced("CF1")));

    // Then
    assertThat(PendingActions.of(asked, ASKING)).doesNotContain(hold);
    assertThat(PendingActions.of(conferenced, ASKING)).contains(hold);
    assertThat(PendingActions.of(conferenced, TOLD)).doesNotContain(hold);
    assertThat(PendingActions.of(joined, TOLD)).contains(hold);
  }

  @Test
  void shouldStayAsItWasWhenTheCarrierRefuses() {
    // When
    Call call =
        after(
            talking(),
            lead(10, new ControlAsked(HOLD, 1)),
            lead(11, new ControlRefused(HOLD, 1, "21220", "no")));

    // Then
    assertThat(call.status()).isEqualTo(CallStatus.IN_PROGRESS);
    assertThat(PendingActions.of(call, ASKING)).isEmpty();
    assertThat(call.state().controls().isOrWillBe(HOLD)).isFalse();
    assertThat(call.state().controls().next()).isEqualTo(2);
  }

  @Test
  void shouldAskNothingOfACallThatIsEnding() {
    // When
    Call call =
        after(
            talking(),
            lead(10, new ControlAsked(HOLD, 1)),
            lead(12, ended(CallOutcome.COMPLETED, 7)));

    // Then
    assertThat(PendingActions.of(call, ASKING))
        .noneMatch(action -> action.kind() == LegAction.Kind.HOLD);
  }

  @Test
  void shouldComeToTheSameInAnyOrderAndTellEachOnce() {
    // Given
    List<Fact> facts =
        List.of(
            lead(10, new ControlAsked(HOLD, 1)),
            lead(11, new FactBody.Held(1)),
            agent(12, new ControlAsked(MUTE, 2)),
            agent(13, new ControlDone(MUTE, 2)),
            lead(14, new ControlAsked(RESUME, 3)),
            lead(10, new FactBody.Resumed(3)),
            lead(20, new ControlAsked(HOLD, 4)),
            lead(21, new ControlRefused(HOLD, 4, "20404", "no")));
    Set<CallState> states = new HashSet<>();

    for (int seed : IntStream.range(0, 200).toArray()) {
      List<Fact> shuffled = new ArrayList<>(facts);
      shuffled.addAll(facts);
      Collections.shuffle(shuffled, new Random(seed));
      List<Record> told = new ArrayList<>();
      Call call = talking();

      // When
      for (Fact fact : shuffled) {
        if (call.apply(fact) instanceof Transition.Applied applied) {
          told.addAll(applied.events());
          call = applied.call();
        }
      }

      // Then
      states.add(call.state());
      assertThat(told).hasSize(4).filteredOn(CallHeld.class::isInstance).hasSize(1);
      assertThat(told).filteredOn(CallResumed.class::isInstance).hasSize(1);
    }
    assertThat(states).hasSize(1);
    CallState state = states.iterator().next();
    assertThat(state.status())
        .as("the clock of whoever resumed was slow")
        .isEqualTo(CallStatus.IN_PROGRESS);
    assertThat(state.controls().muted()).isTrue();
  }

  @Test
  void shouldHoldACallerWhoTalksAndMuteWhoeverIsOnThePhone() {
    // Given
    FactBody.Offered offer = new FactBody.Offered("user-ana", "Ana", "client:ana", 20, "queue");
    Call talking =
        after(
            Call.inbound(Calls.ID, Calls.AURORA, Calls.inbound()),
            lead(1, new FactBody.Initiated()),
            lead(2, new FactBody.Answered(null)),
            agent(3, offer),
            agent(4, new FactBody.Answered(null)),
            agent(5, new FactBody.Conferenced("CF1")),
            lead(5, new FactBody.Conferenced("CF1")),
            agent(6, new ControlAsked(MUTE, 1)),
            agent(7, new ControlDone(MUTE, 1)));
    Fact colleague =
        new Fact(
            "a2",
            LegName.agent(2),
            new CarrierCallId("CA-2"),
            Calls.NOON.plusSeconds(9),
            null,
            new FactBody.Answered(null));

    // When
    Call held = after(talking, lead(8, new ControlAsked(HOLD, 2)));
    Call handedOver = after(held, colleague);

    // Then
    for (boolean told : new boolean[] {ASKING, TOLD}) {
      assertThat(PendingActions.of(held, told)).contains(LegAction.of(HOLD, LEAD, 2));
    }
    assertThat(talking.state().controls().muted()).isTrue();
    assertThat(handedOver.state().controls().muted()).as("the colleague").isFalse();
  }

  @Test
  void shouldAlwaysHaveRoomForTheEnd() {
    // Given
    Call call = talking();
    int asked = 0;

    // When
    while (call.mayBeAsked(MUTE)) {
      asked++;
      call = after(call, agent(10 + asked, new ControlAsked(MUTE, asked)));
      call = after(call, agent(10 + asked, new ControlDone(MUTE, asked)));
    }

    // Then
    assertThat(asked).isGreaterThan(100);
    assertThat(call.mayBeAsked(UNMUTE)).isTrue();
    Call over =
        after(
            call,
            lead(900, ended(CallOutcome.COMPLETED, 800)),
            agent(901, ended(CallOutcome.COMPLETED, 800)));
    assertThat(over.status()).isEqualTo(CallStatus.COMPLETED);
  }

  /** The lead was told, which is the evidence without which nothing is recorded. */
  private static Call told() {
    return after(
        Calls.requested(Carrier.TELNYX, new FactBody.RecordingAsked(Consent.ANNOUNCEMENT, true)),
        agent(1, new FactBody.Accepted(null)),
        agent(2, new FactBody.Answered(null)),
        agent(4, new FactBody.Conferenced("CF1")),
        lead(4, new FactBody.Accepted(null)),
        lead(5, new FactBody.Answered(null)),
        lead(6, new FactBody.Announcing("Olá.", "pt-BR")),
        lead(7, new FactBody.Announced(true, "p-1")));
  }

  @Test
  void shouldPauseARecordingOnceItHasBegun() {
    // Given
    Call early = after(told(), lead(10, new ControlAsked(PAUSE_RECORDING, 1)));

    // When
    Call begun = after(early, lead(11, new FactBody.RecordingBegun("RE1")));
    Call paused = after(begun, lead(12, new ControlDone(PAUSE_RECORDING, 1)));

    // Then
    assertThat(PendingActions.of(early, ASKING))
        .contains(LegAction.of(LegAction.Kind.RECORD, LEAD))
        .doesNotContain(LegAction.of(PAUSE_RECORDING, LEAD, 1));
    assertThat(PendingActions.of(begun, ASKING))
        .containsExactly(LegAction.of(PAUSE_RECORDING, LEAD, 1));
    assertThat(begun.state().controls().paused()).isFalse();
    assertThat(paused.state().controls().paused()).isTrue();
    assertThat(PendingActions.of(paused, ASKING)).isEmpty();
    assertThat(paused.state().recording()).isInstanceOf(RecordingProgress.Begun.class);
  }

  @Test
  void shouldNotTakeARefusedPauseForOne() {
    // Given
    Call begun = after(told(), lead(9, new FactBody.RecordingBegun("RE1")));

    // When
    Call refused =
        after(
            begun,
            lead(10, new ControlAsked(PAUSE_RECORDING, 1)),
            lead(11, new ControlRefused(PAUSE_RECORDING, 1, "20404", "no recording")));

    // Then
    assertThat(refused.state().controls().paused()).isFalse();
    assertThat(refused.state().controls().isOrWillBe(PAUSE_RECORDING)).isFalse();
    assertThat(PendingActions.of(refused, ASKING)).isEmpty();
  }

  /** The word about an earlier asking may come after that about a later one. */
  @Test
  void shouldBelieveTheLastOfPausingAndGoingOnWhateverComesLast() {
    // Given
    Call begun = after(told(), lead(9, new FactBody.RecordingBegun("RE1")));

    // When
    Call call =
        after(
            begun,
            lead(10, new ControlAsked(RESUME_RECORDING, 1)),
            lead(11, new ControlAsked(PAUSE_RECORDING, 2)),
            lead(12, new ControlDone(PAUSE_RECORDING, 2)),
            lead(13, new ControlDone(RESUME_RECORDING, 1)));

    // Then
    assertThat(call.state().controls().paused()).isTrue();
  }
}
