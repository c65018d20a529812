package dev.ramal.calls.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Call.Transition;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.LegAction.Kind;
import dev.ramal.calls.carrier.CarrierPort;
import dev.ramal.calls.carrier.Taken;
import dev.ramal.calls.commands.Command;
import dev.ramal.calls.commands.Command.CommandPayload;
import dev.ramal.calls.fixtures.ToldCalls;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.testkit.Tenants;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("CALL-178 a lead who hangs up before the question has refused nothing")
class ConsentCommandsTest {
  private static final Instant NOON = Instant.parse("2026-03-02T15:00:00Z");

  @Test
  void shouldSendWhatTheLeadIsThereToHear() {
    assertThat(StaleCommands.outcome(ToldCalls.telling(), command(Kind.ANNOUNCE))).isEmpty();
    assertThat(StaleCommands.outcome(ToldCalls.asking(), command(Kind.ASK))).isEmpty();
  }

  @Test
  void shouldWithdrawWhatNobodyIsThereToHear() {
    Outcome<Taken> withdrawn =
        new Outcome.Refused<>(CarrierPort.CALL_ENDED, "the call ended first");

    assertThat(StaleCommands.outcome(hungUp(ToldCalls.telling()), command(Kind.ANNOUNCE)))
        .contains(withdrawn);
    assertThat(StaleCommands.outcome(hungUp(ToldCalls.asking()), command(Kind.ASK)))
        .contains(withdrawn);
  }

  @Test
  void shouldTakeACommandThatCameTooLateForNoRefusal() {
    assertThat(told(Kind.ANNOUNCE, CarrierPort.CALL_ENDED))
        .isEqualTo(new FactBody.Aside("command-withdrawn", "ANNOUNCE"));
    assertThat(told(Kind.ASK, CarrierPort.CALL_ENDED))
        .isEqualTo(new FactBody.Aside("command-withdrawn", "ASK"));
  }

  @Test
  void shouldGoOnWithoutConsentWhenTheCarrierRefusesToAsk() {
    assertThat(told(Kind.ANNOUNCE, "10015")).isEqualTo(new FactBody.Announced(false, null));
    assertThat(told(Kind.ASK, "10015")).isEqualTo(new FactBody.Keyed("", null));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"call-ended, not-begun", "21220, refused", "not-supported, refused"})
  @DisplayName("CALL-232 a recording that came too late was refused by nobody")
  void shouldTellWhyThereIsNoRecording(String code, String why) {
    // Given
    Call call = ToldCalls.allowed();
    Fact late = CommandFacts.refused(command(Kind.RECORD), code, "why", NOON);

    // When
    Call over = hungUp(((Transition.Applied) call.apply(late)).call());

    // Then
    assertThat(over.state().recording().whyNone()).isEqualTo(why);
  }

  @Test
  @DisplayName("CALL-286 whisper and message leave only while somebody is there to hear them")
  void shouldSendWhisperAndMessageOnlyWhileTheyAreWaitedFor() {
    assertThat(StaleCommands.outcome(ToldCalls.whispering(), command(Kind.WHISPER))).isEmpty();
    assertThat(StaleCommands.outcome(ToldCalls.telling(), command(Kind.WHISPER))).isPresent();
    assertThat(
            StaleCommands.outcome(
                ToldCalls.agentGone(ToldCalls.whispering()), command(Kind.WHISPER)))
        .isPresent();
    assertThat(
            StaleCommands.outcome(
                ToldCalls.agentGone(ToldCalls.leaving()), command(Kind.LEAVE_MESSAGE)))
        .as("the agent is not needed")
        .isEmpty();
    assertThat(StaleCommands.outcome(hungUp(ToldCalls.leaving()), command(Kind.LEAVE_MESSAGE)))
        .isPresent();
    assertThat(StaleCommands.outcome(ToldCalls.greeting(), command(Kind.LEAVE_MESSAGE)))
        .isPresent();
    assertThat(told(Kind.WHISPER, "10015")).isEqualTo(new FactBody.Whispered(false, null));
    assertThat(told(Kind.LEAVE_MESSAGE, "10015")).isEqualTo(new FactBody.MessageLeft(false, null));
  }

  @Test
  @DisplayName("CALL-456 nobody is asked to hold in the middle of a conversation")
  void shouldAskToHoldOnlyWhoeverWaits() {
    assertThat(StaleCommands.outcome(ToldCalls.telling(), command(Kind.HOLD_ON))).isPresent();
  }

  private static Call hungUp(Call call) {
    return ToldCalls.hungUp(call);
  }

  private static FactBody told(Kind kind, String code) {
    return CommandFacts.refused(command(kind), code, "why", NOON).body();
  }

  private static Command command(Kind kind) {
    return new Command(
        Tenants.AURORA,
        "0195a1b2-0000-7000-8000-00000000000c",
        CallId.of("0195a1b2-0000-7000-8000-000000000002"),
        kind,
        LegName.LEAD,
        Carrier.TELNYX,
        "connection-1",
        CommandPayload.say(new CarrierCallId("CA-lead"), "Olá."),
        1,
        NOON,
        NOON,
        NOON.plusSeconds(60));
  }
}
