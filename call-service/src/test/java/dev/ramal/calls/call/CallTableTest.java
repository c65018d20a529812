package dev.ramal.calls.call;

import static dev.ramal.calls.call.Calls.after;
import static dev.ramal.calls.call.Calls.agent;
import static dev.ramal.calls.call.Calls.agentWaiting;
import static dev.ramal.calls.call.Calls.ended;
import static dev.ramal.calls.call.Calls.lead;
import static dev.ramal.calls.call.Calls.requested;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.Call.Transition;
import dev.ramal.events.AnsweredBy;
import dev.ramal.events.CallControl;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.Consent;
import dev.ramal.events.LegName;
import dev.ramal.events.MachineDetection;
import dev.ramal.events.OnMachine;
import dev.ramal.events.ReleasingParty;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every state × every fact of the lead's leg. A cell is the state afterwards; {@code =} the same
 * state; {@code x} ignored. In every state but REQUESTED the agent's leg is over already, so that
 * the lead's end is the end.
 */
class CallTableTest {
  private static final String TABLE =
      """
      fact             REQUESTED       DIALING     DIALING_UNKNOWN RINGING     IN_PROGRESS HELD        COMPLETED BUSY      NO_ANSWER CANCELED  FAILED    DENIED
      ordered          =               =           =               =           =           =           x         x         x         x         x         x
      accepted         DIALING         =           DIALING         =           =           =           =         =         =         =         =         x
      unclear          DIALING_UNKNOWN =           =               =           =           =           =         =         =         =         =         x
      refused          =               FAILED      FAILED          FAILED      FAILED      FAILED      =         =         =         =         =         x
      dropped          =               CANCELED    CANCELED        CANCELED    CANCELED    CANCELED    =         =         =         =         =         x
      initiated        DIALING         =           DIALING         =           =           =           =         =         =         =         =         x
      ringing          RINGING         RINGING     RINGING         =           =           =           =         =         =         =         =         x
      answered         IN_PROGRESS     IN_PROGRESS IN_PROGRESS     IN_PROGRESS =           =           =         COMPLETED COMPLETED COMPLETED COMPLETED x
      apologized       DIALING         =           DIALING         =           DIALING     DIALING     FAILED    FAILED    FAILED    FAILED    FAILED    x
      dequeued         =               =           =               =           =           =           =         =         =         =         =         x
      queue-left       =               =           =               =           DIALING     DIALING     FAILED    FAILED    FAILED    FAILED    FAILED    x
      talked-37s       IN_PROGRESS     COMPLETED   COMPLETED       COMPLETED   COMPLETED   COMPLETED   =         COMPLETED COMPLETED COMPLETED COMPLETED x
      ended-completed  DIALING         NO_ANSWER   NO_ANSWER       NO_ANSWER   COMPLETED   COMPLETED   =         =         =         =         =         x
      ended-busy       DIALING         BUSY        BUSY            BUSY        COMPLETED   COMPLETED   =         =         =         =         =         x
      ended-no-answer  DIALING         NO_ANSWER   NO_ANSWER       NO_ANSWER   COMPLETED   COMPLETED   =         =         =         =         =         x
      ended-canceled   DIALING         CANCELED    CANCELED        CANCELED    COMPLETED   COMPLETED   =         =         =         =         =         x
      ended-failed     DIALING         FAILED      FAILED          FAILED      COMPLETED   COMPLETED   =         =         =         =         =         x
      held             =               =           =               =           HELD        =           =         =         =         =         =         x
      resumed          =               =           =               =           =           IN_PROGRESS =         =         =         =         =         x
      control-asked    =               =           =               =           =           =           x         x         x         x         x         x
      control-done     =               =           =               =           =           =           =         =         =         =         =         x
      control-refused  =               =           =               =           =           =           =         =         =         =         =         x
      transfer-asked   =               =           =               =           =           =           x         x         x         x         x         x
      transfer-step    =               =           =               =           =           =           =         =         =         =         =         x
      conferenced      DIALING         =           DIALING         =           =           =           =         =         =         =         =         x
      announcing       =               =           =               =           =           =           =         =         =         =         =         x
      announced        =               =           =               =           =           =           =         =         =         =         =         x
      keyed            =               =           =               =           =           =           =         =         =         =         =         x
      recording-asked  =               =           =               =           =           =           =         =         =         =         =         x
      recording-begun  =               =           =               =           =           =           =         =         =         =         =         x
      recording-refused =               =           =               =           =           =           =         =         =         =         =         x
      recording-missing =               =           =               =           =           =           =         =         =         =         =         x
      recording-kept    =               =           =               =           =           =           =         =         =         =         =         x
      offered          =               =           =               =           =           =           x         x         x         x         x         x
      offer-lapsed     =               =           =               =           =           =           =         =         =         =         =         x
      routed           =               =           =               =           =           =           x         x         x         x         x         x
      spoken           =               =           =               =           =           =           =         =         =         =         =         x
      whisper-asked    =               =           =               =           =           =           =         =         =         =         =         x
      whispering       =               =           =               =           =           =           =         =         =         =         =         x
      whispered        =               =           =               =           =           =           =         =         =         =         =         x
      detection-asked  =               =           =               =           =           =           =         =         =         =         =         x
      detection-given-up =             =           =               =           =           =           =         =         =         =         =         x
      greeting-awaited =               =           =               =           =           =           =         =         =         =         =         x
      leaving-message  =               =           =               =           =           =           =         =         =         =         =         x
      message-left     =               =           =               =           =           =           =         =         =         =         =         x
      machine          =               =           =               =           =           =           =         =         =         =         =         x
      costed           =               =           =               =           =           =           =         =         =         =         =         x
      aside            =               =           =               =           =           =           =         =         =         =         =         x
      hangup-asked     =               =           =               =           =           =           x         x         x         x         x         x
      denied           x               x           x               x           x           x           x         x         x         x         x         x
      """;

  private static final int LATER = 100;

  private static final Map<String, FactBody> FACTS =
      Map.ofEntries(
          Map.entry("ordered", new FactBody.Ordered("+5511987654321")),
          Map.entry("accepted", new FactBody.Accepted(null)),
          Map.entry("unclear", new FactBody.Unclear("timeout")),
          Map.entry("refused", new FactBody.Refused("21211", "invalid number")),
          Map.entry("dropped", new FactBody.Dropped("the agent left")),
          Map.entry("initiated", new FactBody.Initiated()),
          Map.entry("ringing", new FactBody.Ringing()),
          Map.entry("answered", new FactBody.Answered(null)),
          Map.entry("apologized", new FactBody.Apologized()),
          Map.entry("dequeued", new FactBody.Dequeued("bridged")),
          Map.entry("queue-left", new FactBody.QueueLeft("hangup")),
          Map.entry("talked-37s", ended(CallOutcome.COMPLETED, 37)),
          Map.entry("ended-completed", ended(CallOutcome.COMPLETED, null)),
          Map.entry("ended-busy", ended(CallOutcome.BUSY, null)),
          Map.entry("ended-no-answer", ended(CallOutcome.NO_ANSWER, null)),
          Map.entry("ended-canceled", ended(CallOutcome.CANCELED, null)),
          Map.entry("ended-failed", ended(CallOutcome.FAILED, null)),
          Map.entry("held", new FactBody.Held(1)),
          Map.entry("resumed", new FactBody.Resumed(2)),
          Map.entry("control-asked", new FactBody.ControlAsked(CallControl.HOLD, 9)),
          Map.entry("control-done", new FactBody.ControlDone(CallControl.MUTE, 9)),
          Map.entry(
              "control-refused", new FactBody.ControlRefused(CallControl.HOLD, 9, "20404", "no")),
          Map.entry("transfer-asked", new FactBody.TransferAsked(LegName.AGENT, null, null, false)),
          Map.entry("transfer-step", new FactBody.TransferStep("cancel", null)),
          Map.entry("conferenced", new FactBody.Conferenced("conf-1")),
          Map.entry("announced", new FactBody.Announced(true, "p-1")),
          Map.entry("announcing", new FactBody.Announcing("Olá.", "pt-BR")),
          Map.entry("keyed", new FactBody.Keyed("1", "p-2")),
          Map.entry("recording-asked", new FactBody.RecordingAsked(Consent.ANNOUNCEMENT, true)),
          Map.entry("recording-begun", new FactBody.RecordingBegun("RE1")),
          Map.entry("recording-refused", new FactBody.RecordingRefused("21220", "over")),
          Map.entry("recording-missing", new FactBody.RecordingMissing("absent", "RE1")),
          Map.entry("recording-kept", new FactBody.RecordingKept("RE1")),
          Map.entry("offered", new FactBody.Offered("ana", "Ana", "client:ana", 20, "dedicated")),
          Map.entry("offer-lapsed", new FactBody.OfferLapsed("no-answer")),
          Map.entry("routed", new FactBody.Routed("queue", "no-agent")),
          Map.entry("spoken", new FactBody.Spoken("hold-on", "completed")),
          Map.entry("whisper-asked", new FactBody.WhisperAsked("Maria")),
          Map.entry("whispering", new FactBody.Whispering()),
          Map.entry("whispered", new FactBody.Whispered(true, "p-3")),
          Map.entry(
              "detection-asked",
              new FactBody.DetectionAsked(MachineDetection.SYNC, OnMachine.HANG_UP, null)),
          Map.entry("detection-given-up", new FactBody.DetectionGivenUp()),
          Map.entry("greeting-awaited", new FactBody.GreetingAwaited()),
          Map.entry("leaving-message", new FactBody.LeavingMessage()),
          Map.entry("message-left", new FactBody.MessageLeft(true, "p-4")),
          Map.entry("machine", new FactBody.MachineDetected(AnsweredBy.MACHINE, "beep")),
          Map.entry("costed", new FactBody.Costed(new BigDecimal("0.02"), "USD", 42)),
          Map.entry("aside", new FactBody.Aside("joined", null)),
          Map.entry("hangup-asked", new FactBody.HangupAsked(ReleasingParty.AGENT)),
          Map.entry("denied", new FactBody.Denied("budget", "spent")));

  static Stream<Arguments> cells() {
    List<String> lines = TABLE.lines().toList();
    String[] states = lines.get(0).split("\\s+");
    List<Arguments> cells = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split("\\s+");
      for (int column = 1; column < states.length; column++) {
        cells.add(Arguments.of(CallStatus.valueOf(states[column]), row[0], row[column]));
      }
    }
    return cells.stream();
  }

  @DisplayName("CALL-01 every state answers every fact as the table says")
  @ParameterizedTest(name = "{0} + {1} → {2}")
  @MethodSource("cells")
  void shouldMoveAsTheTableSays(CallStatus state, String fact, String expected) {
    // Given
    Call call = in(state);

    // When
    Transition transition = call.apply(lead(LATER, FACTS.get(fact)));

    // Then
    if (expected.equals("x")) {
      assertThat(transition).isInstanceOf(Transition.Ignored.class);
    } else {
      assertThat(transition).isInstanceOf(Transition.Applied.class);
      CallStatus now = ((Transition.Applied) transition).call().status();
      assertThat(now).isEqualTo(expected.equals("=") ? state : CallStatus.valueOf(expected));
    }
  }

  @DisplayName("CALL-01 every state answers every fact as the table says")
  @Test
  void shouldHaveACellForEveryStateAndEveryFact() {
    // When
    List<Object[]> cells = cells().map(Arguments::get).toList();

    // Then
    assertThat(cells.stream().map(cell -> cell[0]).distinct()).hasSize(CallStatus.values().length);
    assertThat(cells.stream().map(cell -> FACTS.get(cell[1]).getClass()).distinct())
        .hasSize(FactBody.class.getPermittedSubclasses().length);
  }

  private static Call in(CallStatus state) {
    Call talking =
        after(
            agentWaiting(),
            agent(90, ended(CallOutcome.COMPLETED, 88)),
            lead(3, new FactBody.Initiated()));
    Call inProgress = after(talking, lead(5, new FactBody.Answered(null)));
    return switch (state) {
      case REQUESTED -> requested();
      case DIALING -> talking;
      case DIALING_UNKNOWN ->
          after(
              agentWaiting(),
              agent(90, ended(CallOutcome.COMPLETED, 88)),
              lead(3, new FactBody.Unclear("timeout")));
      case RINGING -> after(talking, lead(4, new FactBody.Ringing()));
      case IN_PROGRESS -> inProgress;
      case HELD -> after(inProgress, lead(6, new FactBody.Held(1)));
      case COMPLETED -> after(inProgress, lead(42, ended(CallOutcome.COMPLETED, 37)));
      case BUSY, NO_ANSWER, CANCELED, FAILED ->
          after(talking, lead(20, ended(CallOutcome.valueOf(state.name()), null)));
      case DENIED ->
          Call.deny(Calls.ID, Calls.AURORA, Calls.details(Carrier.TWILIO, true), "budget", "spent")
              .call();
    };
  }
}
