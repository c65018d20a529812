package dev.ramal.calls.history;

import static dev.ramal.calls.history.FactSource.CARRIER;
import static dev.ramal.calls.history.FactSource.RAMAL;
import static dev.ramal.calls.history.FactSource.USER;
import static dev.ramal.events.MachineDetection.SYNC;
import static dev.ramal.events.OnMachine.HANG_UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.FactKind;
import dev.ramal.events.CallControl;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.Consent;
import dev.ramal.events.LegName;
import dev.ramal.events.ReleasingParty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("CALL-242 each fact of a call's history says whose it is")
class FactSourceTest {
  private static final boolean OF_A_LEG = true;
  private static final boolean WITHOUT = false;

  static Stream<Arguments> facts() {
    return Stream.of(
        arguments(new FactBody.Denied("hours", "night"), WITHOUT, RAMAL),
        arguments(new FactBody.Ordered("client:ana"), WITHOUT, RAMAL),
        arguments(new FactBody.Accepted("s"), OF_A_LEG, RAMAL),
        arguments(new FactBody.Unclear("timeout"), WITHOUT, RAMAL),
        arguments(new FactBody.Refused("21210", "no"), WITHOUT, RAMAL),
        arguments(new FactBody.Dropped("too late"), WITHOUT, RAMAL),
        arguments(new FactBody.RecordingAsked(Consent.KEY, true), WITHOUT, RAMAL),
        arguments(new FactBody.Announcing("Olá.", "pt-BR"), OF_A_LEG, RAMAL),
        arguments(new FactBody.WhisperAsked("Maria"), WITHOUT, RAMAL),
        arguments(new FactBody.Whispering(), OF_A_LEG, RAMAL),
        arguments(new FactBody.Whispered(true, "twilio:agent-told:CA1"), OF_A_LEG, CARRIER),
        arguments(new FactBody.Whispered(false, null), WITHOUT, RAMAL),
        arguments(new FactBody.DetectionAsked(SYNC, HANG_UP, null), WITHOUT, RAMAL),
        arguments(new FactBody.DetectionGivenUp(), WITHOUT, RAMAL),
        arguments(new FactBody.GreetingAwaited(), WITHOUT, RAMAL),
        arguments(new FactBody.LeavingMessage(), OF_A_LEG, RAMAL),
        arguments(new FactBody.MessageLeft(true, "twilio:lead-left:CA1"), OF_A_LEG, CARRIER),
        arguments(new FactBody.MessageLeft(false, null), WITHOUT, RAMAL),
        arguments(new FactBody.RecordingBegun("RE1"), OF_A_LEG, RAMAL),
        arguments(new FactBody.RecordingRefused("21220", "no"), WITHOUT, RAMAL),
        arguments(new FactBody.RecordingKept("RE1"), WITHOUT, RAMAL),
        arguments(new FactBody.Offered("u", null, "client:u", 20, "dedicated"), WITHOUT, RAMAL),
        arguments(new FactBody.OfferLapsed("no-answer"), WITHOUT, RAMAL),
        arguments(new FactBody.Routed("queue", "no-agent"), WITHOUT, RAMAL),
        arguments(new FactBody.Spoken("greet", "lost"), WITHOUT, RAMAL),
        arguments(new FactBody.Held(1), WITHOUT, RAMAL),
        arguments(new FactBody.Resumed(2), WITHOUT, RAMAL),
        arguments(new FactBody.ControlAsked(CallControl.HOLD, 1), WITHOUT, USER),
        arguments(new FactBody.TransferAsked(LegName.AGENT, null, null, false), WITHOUT, USER),
        arguments(new FactBody.TransferStep("complete", null), WITHOUT, USER),
        arguments(new FactBody.TransferStep("prepared", null), WITHOUT, RAMAL),
        arguments(new FactBody.ControlDone(CallControl.MUTE, 1), WITHOUT, RAMAL),
        arguments(new FactBody.ControlRefused(CallControl.HOLD, 1, "20404", "no"), WITHOUT, RAMAL),
        arguments(new FactBody.Apologized(), OF_A_LEG, RAMAL),
        arguments(new FactBody.Initiated(), OF_A_LEG, CARRIER),
        arguments(new FactBody.Ringing(), OF_A_LEG, CARRIER),
        arguments(new FactBody.Answered(null), OF_A_LEG, CARRIER),
        arguments(new FactBody.Conferenced("CF1"), OF_A_LEG, CARRIER),
        arguments(new FactBody.Dequeued("bridged"), OF_A_LEG, CARRIER),
        arguments(new FactBody.QueueLeft("hangup"), OF_A_LEG, CARRIER),
        arguments(new FactBody.Ended(CallOutcome.BUSY, null, null, null, null), OF_A_LEG, CARRIER),
        arguments(new FactBody.MachineDetected(null, null), OF_A_LEG, CARRIER),
        arguments(new FactBody.Costed(BigDecimal.ONE, "USD", 60), OF_A_LEG, CARRIER),
        arguments(new FactBody.Announced(true, "twilio:lead-told:CA1"), OF_A_LEG, CARRIER),
        arguments(new FactBody.Announced(false, null), WITHOUT, RAMAL),
        arguments(new FactBody.Keyed("1", "twilio:lead-key:CA1"), OF_A_LEG, CARRIER),
        arguments(new FactBody.Keyed("", null), WITHOUT, RAMAL),
        arguments(new FactBody.RecordingMissing("absent", "RE1"), OF_A_LEG, CARRIER),
        arguments(new FactBody.RecordingMissing("lost", "RE1"), WITHOUT, RAMAL),
        arguments(new FactBody.Aside("bridged", null), OF_A_LEG, CARRIER),
        arguments(new FactBody.Aside("command-withdrawn", "ASK"), WITHOUT, RAMAL),
        arguments(new FactBody.HangupAsked(ReleasingParty.AGENT), WITHOUT, USER),
        arguments(new FactBody.HangupAsked(ReleasingParty.SYSTEM), WITHOUT, RAMAL));
  }

  @ParameterizedTest
  @MethodSource("facts")
  void shouldSayWhoseItIs(FactBody body, boolean ofLeg, FactSource source) {
    // Given
    CarrierCallId handle = ofLeg ? new CarrierCallId("CA1") : null;

    // When
    Fact fact = new Fact("f", LegName.LEAD, handle, Instant.EPOCH, null, body);

    // Then
    assertThat(FactSource.of(fact)).isEqualTo(source);
  }

  @Test
  void shouldKnowEveryKind() {
    // When
    Stream<FactKind> known = facts().map(row -> ((FactBody) row.get()[0]).which());

    // Then
    assertThat(known.distinct()).containsExactlyInAnyOrder(FactKind.values());
  }
}
