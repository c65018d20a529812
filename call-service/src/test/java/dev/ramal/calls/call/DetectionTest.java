package dev.ramal.calls.call;

import static dev.ramal.calls.call.Calls.after;
import static dev.ramal.calls.call.Calls.agent;
import static dev.ramal.calls.call.Calls.ended;
import static dev.ramal.calls.call.Calls.lead;
import static dev.ramal.events.LegName.AGENT;
import static dev.ramal.events.LegName.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ramal.calls.call.LegAction.Kind;
import dev.ramal.calls.call.PickUpBodies.DetectionAsked;
import dev.ramal.calls.call.PickUpBodies.MachineDetected;
import dev.ramal.events.AnsweredBy;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.Consent;
import dev.ramal.events.LegName;
import dev.ramal.events.MachineDetection;
import dev.ramal.events.OnMachine;
import dev.ramal.events.ReleasingParty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("CALL-271 what a machine gets is decided once, in whatever order it is told")
class DetectionTest {
  private static final boolean ASKS = false;
  private static final boolean TOLD = true;
  private static final DetectionAsked HANG_UP =
      new DetectionAsked(MachineDetection.SYNC, OnMachine.HANG_UP, null);
  private static final DetectionAsked DROP =
      new DetectionAsked(MachineDetection.SYNC, OnMachine.VOICEMAIL_DROP, "Ligamos depois.");
  private static final DetectionAsked DROP_BESIDE =
      new DetectionAsked(MachineDetection.ASYNC, OnMachine.VOICEMAIL_DROP, "Ligamos depois.");
  private static final DetectionAsked CONNECT =
      new DetectionAsked(MachineDetection.SYNC, OnMachine.CONNECT, null);

  private static final Fact PERSON = found(9, AnsweredBy.HUMAN, null);
  private static final Fact MACHINE = found(9, AnsweredBy.MACHINE, "start");
  private static final Fact BEEP = found(12, AnsweredBy.MACHINE, "beep");
  private static final Fact NO_BEEP = found(12, AnsweredBy.MACHINE, "silence");
  private static final Fact FAX = found(9, AnsweredBy.FAX, null);
  private static final Fact NOBODY_KNOWS = found(9, AnsweredBy.UNKNOWN, "silence");
  private static final Fact GIVEN_UP = lead(14, new FactBody.DetectionGivenUp());
  private static final Fact AWAITED = lead(9, new FactBody.GreetingAwaited());
  private static final Fact LEAVING = lead(12, new FactBody.LeavingMessage());
  private static final Fact LEFT = lead(16, new FactBody.MessageLeft(true, "event-9"));
  private static final Fact NOT_LEFT = lead(17, new FactBody.MessageLeft(false, null));

  static Stream<Arguments> stages() {
    return Stream.of(
        arguments(HANG_UP, List.of(), new Detection.Awaiting()),
        arguments(HANG_UP, List.of(PERSON), new Detection.Connects()),
        arguments(HANG_UP, List.of(NOBODY_KNOWS), new Detection.Connects()),
        arguments(HANG_UP, List.of(GIVEN_UP), new Detection.Connects()),
        arguments(HANG_UP, List.of(MACHINE), new Detection.LetGo("machine")),
        arguments(HANG_UP, List.of(FAX), new Detection.LetGo("fax")),
        arguments(HANG_UP, List.of(PERSON, NO_BEEP), new Detection.Connects()),
        arguments(HANG_UP, List.of(GIVEN_UP, MACHINE), new Detection.Connects()),
        arguments(HANG_UP, List.of(NOBODY_KNOWS, MACHINE), new Detection.LetGo("machine")),
        arguments(CONNECT, List.of(MACHINE), new Detection.Connects()),
        arguments(CONNECT, List.of(FAX), new Detection.Connects()),
        arguments(DROP, List.of(FAX), new Detection.LetGo("fax")),
        arguments(DROP, List.of(MACHINE), new Detection.Greeting(false)),
        arguments(DROP, List.of(MACHINE, AWAITED), new Detection.Greeting(true)),
        arguments(DROP, List.of(MACHINE, AWAITED, NO_BEEP), new Detection.LetGo("machine")),
        arguments(DROP, List.of(MACHINE, AWAITED, NOT_LEFT), new Detection.LetGo("machine")),
        arguments(DROP, List.of(BEEP), new Detection.Beeped(false)),
        arguments(DROP, List.of(MACHINE, AWAITED, BEEP), new Detection.Beeped(true)),
        arguments(DROP, List.of(MACHINE, BEEP, LEAVING), new Detection.Leaving()),
        arguments(DROP, List.of(BEEP, LEAVING, NOT_LEFT), new Detection.LetGo("machine")),
        arguments(DROP, List.of(BEEP, LEAVING, LEFT), new Detection.LetGo("voicemail")),
        arguments(DROP, List.of(BEEP, LEAVING, LEFT, NOT_LEFT), new Detection.LetGo("voicemail")));
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @MethodSource("stages")
  void shouldComeToTheSameStageInEveryOrder(
      DetectionAsked terms, List<Fact> facts, Detection.Stage expected) {
    // Given
    List<Fact> shuffled = new ArrayList<>(facts);
    Random random = new Random(27);

    for (int i = 0; i < 6; i++) {
      // When
      Call call = answered(terms);
      for (Fact fact : shuffled) {
        call = after(call, fact);
      }

      // Then
      assertThat(call.state().detection().stage()).isEqualTo(expected);
      Collections.shuffle(shuffled, random);
    }
  }

  @Test
  void shouldCareForNoVerdictThatNobodyAskedFor() {
    // When
    Call call = after(Calls.agentWaiting(), lead(5, new FactBody.Answered(null)), MACHINE);

    // Then
    assertThat(call.state().detection().stage()).isEqualTo(new Detection.NotWanted());
    assertThat(call.state().lead().answeredBy()).isEqualTo(AnsweredBy.MACHINE);
  }

  @Test
  @DisplayName("CALL-272 whom the carrier has not told of is kept waiting, not for ever")
  void shouldKeepTheLeadWaitingOnlyWhereItIsToldAndHasBeenAskedFirst() {
    // Given
    Call sync = conferenced(answered(HANG_UP));
    Call async = conferenced(answered(DROP_BESIDE));

    // When / Then
    assertThat(PendingActions.of(sync, TOLD)).containsExactly(act(Kind.WAIT, LEAD));
    assertThat(PendingActions.of(sync, ASKS)).isEmpty();
    assertThat(PendingActions.of(async, TOLD)).containsExactly(act(Kind.JOIN, LEAD));
    assertThat(PendingActions.of(after(sync, PERSON), TOLD)).containsExactly(act(Kind.JOIN, LEAD));
    assertThat(PendingActions.of(after(sync, GIVEN_UP), TOLD))
        .containsExactly(act(Kind.JOIN, LEAD));
    assertThat(PendingActions.of(after(sync, GIVEN_UP, MACHINE), TOLD))
        .containsExactly(act(Kind.JOIN, LEAD));
  }

  @Test
  void shouldLetAMachineGo() {
    // When
    Call machine = after(conferenced(answered(HANG_UP)), MACHINE);

    // Then
    assertThat(PendingActions.of(machine, TOLD)).containsExactly(act(Kind.HANG_UP, LEAD));
    assertThat(PendingActions.of(machine, ASKS)).as("it is asked at this moment").isEmpty();
    assertThat(VoicePlan.next(LEAD, machine.state()))
        .as("no call of less than six seconds")
        .containsExactly(
            new VoicePlan.VoiceInstruction.Pause(5), new VoicePlan.VoiceInstruction.HangUp());
  }

  @Test
  @DisplayName("CALL-273 a machine hears the message after its beep, and no agent is kept for it")
  void shouldLeaveTheMessageAfterTheBeepWhereItMustBeTold() {
    // Given
    Call greeting = after(conferenced(answered(DROP)), MACHINE);
    Call alone = after(greeting, AWAITED, agent(10, ended(CallOutcome.COMPLETED, null)));
    Call beeped = after(alone, BEEP);
    Call leaving = after(beeped, LEAVING);

    // When / Then
    assertThat(PendingActions.of(greeting, TOLD))
        .containsExactly(act(Kind.WAIT, LEAD), act(Kind.HANG_UP, AGENT));
    assertThat(PendingActions.of(alone, TOLD)).isEmpty();
    assertThat(PendingActions.isEnding(alone)).isFalse();
    assertThat(PendingActions.of(beeped, TOLD)).containsExactly(act(Kind.LEAVE_MESSAGE, LEAD));
    assertThat(PendingActions.of(leaving, TOLD)).isEmpty();
    assertThat(PendingActions.of(after(leaving, LEFT), TOLD))
        .containsExactly(act(Kind.HANG_UP, LEAD));
    assertThat(PendingActions.of(after(leaving, hangUpAsked(13)), TOLD))
        .containsExactly(act(Kind.HANG_UP, LEAD));
    assertThat(PendingActions.of(after(leaving, leadEnded(13)), TOLD)).isEmpty();
  }

  @Test
  @DisplayName("CALL-273 a machine hears the message after its beep, and no agent is kept for it")
  void shouldNotLoseTheLeadWithTheAgentWhereTheConferenceEndsWithThem() {
    // Given
    Call beside = after(conferenced(answered(DROP_BESIDE)), BEEP);
    Call before = after(conferenced(answered(DROP)), BEEP);

    // When / Then
    assertThat(PendingActions.of(beside, ASKS)).containsExactly(act(Kind.LEAVE_MESSAGE, LEAD));
    assertThat(PendingActions.of(after(beside, LEAVING), ASKS)).isEmpty();
    assertThat(PendingActions.of(before, ASKS)).as("it is asked at this moment").isEmpty();
    assertThat(PendingActions.of(after(before, LEAVING), ASKS))
        .containsExactly(act(Kind.HANG_UP, AGENT));
  }

  @Test
  @DisplayName("CALL-579 one thing is said after the other where only the last one's name is told")
  void shouldWaitForTheDisclaimerBeforeTheMessage() {
    // Given
    Call telling =
        after(
            conferenced(recorded(DROP_BESIDE)), lead(5, new FactBody.Announcing("Olá.", "pt-BR")));
    Call beeped = after(telling, BEEP);
    Call decided = after(beeped, AWAITED, agent(13, ended(CallOutcome.COMPLETED, null)));

    // When
    Call said = after(decided, lead(14, new FactBody.Announced(true, "event-1")));
    Call givenUp = after(decided, lead(20, new FactBody.Announced(false, null)));

    // Then
    assertThat(PendingActions.of(beeped, TOLD))
        .containsExactly(act(Kind.WAIT, LEAD), act(Kind.HANG_UP, AGENT));
    assertThat(PendingActions.of(decided, TOLD)).as("it is still being told").isEmpty();
    assertThat(PendingActions.isEnding(decided)).isFalse();
    for (Call over : List.of(said, givenUp)) {
      assertThat(PendingActions.of(over, TOLD)).containsExactly(act(Kind.LEAVE_MESSAGE, LEAD));
      assertThat(over.state().recording().whyNone()).isEqualTo("machine");
      assertThat(PendingActions.mayBeRecorded(over)).isFalse();
    }
    assertThat(PendingActions.of(beeped, ASKS))
        .as("who asks is interrupted")
        .containsExactly(act(Kind.LEAVE_MESSAGE, LEAD));
    assertThat(after(decided, leadEnded(15)).state().recording().whyNone()).isEqualTo("machine");
  }

  @Test
  @DisplayName("CALL-580 a machine that is found before it was joined hears its message, once")
  void shouldNotLoseAVerdictThatOvertakesTheJoin() {
    // Given
    List<Fact> facts = new ArrayList<>(List.of(BEEP, lead(5, new FactBody.Answered(null))));
    String id = FactBody.Aside.HEARS_MESSAGE;
    Fact hears = new Fact(id, LEAD, null, LEAVING.at(), null, new FactBody.Aside(id, null));
    Fact joined = lead(11, new FactBody.Conferenced("conf-1"));

    for (int i = 0; i < 2; i++) {
      // When
      Call found = conferenced(ringing(DROP_BESIDE));
      for (Fact fact : facts) {
        found = after(found, fact);
        if (!found.state().lead().answered()) {
          assertThat(PendingActions.of(found, ASKS)).as("it rings").isEmpty();
        }
      }
      Call leaving = after(found, LEAVING);

      // Then
      assertThat(PendingActions.of(found, ASKS)).containsExactly(act(Kind.LEAVE_MESSAGE, LEAD));
      assertThat(PendingActions.of(leaving, ASKS)).isEmpty();
      assertThat(PendingActions.of(after(leaving, hears), ASKS))
          .as("the agent waits for nobody")
          .containsExactly(act(Kind.HANG_UP, AGENT));
      assertThat(PendingActions.of(after(leaving, joined, hears), ASKS))
          .as("the talk ended with the lead's leaving it")
          .isEmpty();
      Collections.swap(facts, 0, 1);
    }
  }

  @Test
  void shouldLeaveNoMessageWhenTheAgentWasGoneFirst() {
    // When
    Call call =
        after(
            conferenced(answered(DROP)),
            agent(8, ended(CallOutcome.COMPLETED, null)),
            MACHINE,
            BEEP);

    // Then
    assertThat(PendingActions.of(call, TOLD)).containsExactly(act(Kind.HANG_UP, LEAD));
  }

  @ParameterizedTest
  @EnumSource(
      value = OnMachine.class,
      names = {"HANG_UP", "VOICEMAIL_DROP"})
  @DisplayName("CALL-274 a machine is nobody: no talk, its own cause, and no recording of it")
  void shouldEndAsNoAnswerOfAMachine(OnMachine onMachine) {
    // Given
    DetectionAsked terms = new DetectionAsked(MachineDetection.ASYNC, onMachine, "Depois.");
    Call call = after(answered(terms), MACHINE, AWAITED, BEEP, LEAVING, LEFT);

    // When
    Call over = after(call, agent(10, ended(CallOutcome.COMPLETED, 8)), leadEnded(20));

    // Then
    CallResult result = over.state().result();
    assertThat(result.outcome()).isEqualTo(CallOutcome.NO_ANSWER);
    assertThat(result.cause()).isEqualTo(onMachine == OnMachine.HANG_UP ? "machine" : "voicemail");
    assertThat(result.hungUpBy()).isEqualTo(ReleasingParty.SYSTEM);
    assertThat(result.talkSeconds()).isZero();
    assertThat(over.state().lead().answeredSeconds()).isEqualTo(15);
    assertThat(over.state().lead().answeredBy()).isEqualTo(AnsweredBy.MACHINE);
  }

  @Test
  @DisplayName("CALL-274 a machine is nobody: no talk, its own cause, and no recording of it")
  void shouldCorrectTheEndWhenTheVerdictComesAfterIt() {
    // Given
    Call over =
        after(answered(HANG_UP), leadEnded(20), agent(20, ended(CallOutcome.COMPLETED, 18)));

    // When
    Call corrected = after(over, MACHINE);

    // Then
    assertThat(over.state().result().outcome()).isEqualTo(CallOutcome.COMPLETED);
    assertThat(corrected.state().result().cause()).isEqualTo("machine");
    assertThat(corrected.revision()).isEqualTo(over.revision() + 1);
    assertThat(after(corrected, found(10, AnsweredBy.MACHINE, "start")).revision())
        .as("told twice")
        .isEqualTo(corrected.revision());
  }

  @Test
  @DisplayName("CALL-274 a machine is nobody: no talk, its own cause, and no recording of it")
  void shouldRecordNoMachineEvenWhereItWasToldTheDisclaimer() {
    // Given
    Call told =
        after(
            recorded(DROP_BESIDE),
            lead(5, new FactBody.Announcing("Olá.", "pt-BR")),
            lead(8, new FactBody.Announced(true, "event-1")));
    assertThat(PendingActions.of(told, ASKS)).contains(act(Kind.RECORD, LEAD));

    // When
    Call machine = after(told, BEEP);

    // Then
    assertThat(PendingActions.of(machine, ASKS)).doesNotContain(act(Kind.RECORD, LEAD));
    assertThat(PendingActions.mayBeRecorded(machine)).isFalse();
    assertThat(machine.state().recording().whyNone()).isEqualTo("machine");
  }

  @Test
  @DisplayName("CALL-275 the agent hears the whisper before the lead is rung, and nobody else does")
  void shouldRingTheLeadWhenTheAgentHasBeenWhisperedTo() {
    // Given
    Call up =
        after(
            Calls.requested(Carrier.TELNYX, List.of(new FactBody.WhisperAsked("Maria Souza"))),
            agent(2, new FactBody.Answered(null)));
    Call saying = after(up, agent(2, new FactBody.Whispering()));

    // When / Then
    assertThat(PendingActions.of(up, TOLD)).containsExactly(act(Kind.WHISPER, AGENT));
    assertThat(PendingActions.of(up, ASKS)).isEmpty();
    assertThat(PendingActions.of(saying, TOLD)).isEmpty();
    assertThat(PendingActions.of(after(saying, agent(6, new FactBody.Whispered(true, "e"))), TOLD))
        .containsExactly(act(Kind.DIAL, LEAD), act(Kind.JOIN, AGENT));
    assertThat(
            PendingActions.of(after(saying, agent(16, new FactBody.Whispered(false, null))), ASKS))
        .containsExactly(act(Kind.DIAL, LEAD));
    assertThat(
            PendingActions.of(
                after(
                    saying,
                    agent(5, ended(CallOutcome.COMPLETED, 3)),
                    agent(16, new FactBody.Whispered(false, null))),
                TOLD))
        .as("nobody is rung for who is gone")
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("carriers")
  @DisplayName("CALL-560 a call tells how often its carrier found out who picked up")
  void shouldTellHowOftenItWasUsed(Carrier carrier) {
    // Given
    Call asked = Calls.requested(carrier, List.of(HANG_UP));
    Call plain = Calls.requested(carrier, List.of());

    // Then
    assertThat(detections(over(up(asked)))).isOne();
    assertThat(detections(after(over(up(asked)), MACHINE))).as("told late").isOne();
    assertThat(detections(over(up(plain)))).isZero();
    assertThat(
            detections(
                after(
                    asked,
                    lead(2, new FactBody.Ordered("+5511987654321")),
                    lead(9, ended(CallOutcome.NO_ANSWER, 0)),
                    agent(9, ended(CallOutcome.COMPLETED, 3)))))
        .as("nobody picked up")
        .isZero();
  }

  static List<Carrier> carriers() {
    return Carrier.known();
  }

  private static Call over(Call up) {
    return after(up, leadEnded(20), agent(20, ended(CallOutcome.COMPLETED, 18)));
  }

  private static int detections(Call over) {
    return CallEvents.ended(over, 0).machineDetections();
  }

  private static Call answered(DetectionAsked terms) {
    return up(Calls.requested(Carrier.TELNYX, List.of(terms)));
  }

  private static Call recorded(DetectionAsked terms) {
    return up(
        Calls.requested(
            Carrier.TELNYX,
            List.of(new FactBody.RecordingAsked(Consent.ANNOUNCEMENT, true), terms)));
  }

  private static Call up(Call requested) {
    return after(rung(requested), lead(5, new FactBody.Answered(null)));
  }

  private static Call ringing(DetectionAsked terms) {
    return rung(Calls.requested(Carrier.TWILIO, List.of(terms)));
  }

  private static Call rung(Call requested) {
    return after(
        requested,
        agent(2, new FactBody.Answered(null)),
        lead(2, new FactBody.Ordered("+5511987654321")));
  }

  private static Call conferenced(Call call) {
    return after(call, agent(3, new FactBody.Conferenced("conf-1")));
  }

  private static Fact found(int second, AnsweredBy who, String detail) {
    return new Fact(
        who + ":" + detail + "@" + second,
        LEAD,
        new CarrierCallId("CA-lead"),
        Calls.NOON.plusSeconds(second),
        null,
        new MachineDetected(who, detail));
  }

  private static Fact leadEnded(int second) {
    return lead(second, ended(CallOutcome.COMPLETED, second - 5));
  }

  private static Fact hangUpAsked(int second) {
    return Calls.fact(null, second, new FactBody.HangupAsked(ReleasingParty.AGENT));
  }

  private static LegAction act(Kind kind, LegName leg) {
    return LegAction.of(kind, leg);
  }
}
