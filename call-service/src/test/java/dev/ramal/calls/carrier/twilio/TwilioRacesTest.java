package dev.ramal.calls.carrier.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.LegAction.Kind;
import dev.ramal.calls.carrier.CarrierPort;
import dev.ramal.calls.carrier.Taken;
import dev.ramal.calls.commands.Command;
import dev.ramal.calls.commands.Command.CommandPayload;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.testkit.Tenants;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("CALL-581 a command that meets the end of its call is no failure, in Twilio's words")
class TwilioRacesTest {
  private static final List<Kind> CONTROLS =
      List.of(Kind.HOLD, Kind.RESUME, Kind.MUTE, Kind.UNMUTE, Kind.SEND_DIGITS, Kind.LET_LEAVE);

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "404, 20404, The requested resource was not found, LATER",
    "400, 21220, Call is not in-progress, ENDED",
    "400, 21205, Url is not a valid URL, REFUSED",
    "401, 20003, Authenticate, REFUSED"
  })
  void shouldTakeTheEndForSuccessOfEachControl(
      int status, String code, String reason, String expected) {
    for (Kind control : CONTROLS) {
      assertThat(
              word(
                  TwilioControls.outcome(
                      new CarrierReply.Refused<>(status, code, reason), command(control))))
          .as("" + control)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"400, 21220, LATER", "400, 21205, REFUSED"})
  @DisplayName("CALL-580 a machine that is found before it was joined hears its message, once")
  void shouldHaveALegAskAgainThatHasNotAskedYet(int status, String code, String expected) {
    assertThat(
            word(
                TwilioPort.redirected(
                    new CarrierReply.Refused<>(status, code, "why"), new CarrierCallId("CA1"))))
        .isEqualTo(expected);
  }

  private static String word(Outcome<Taken> outcome) {
    if (outcome instanceof Outcome.Refused<Taken> refused) {
      return refused.code().equals(CarrierPort.CALL_ENDED) ? "ENDED" : "REFUSED";
    }
    return outcome instanceof Outcome.NotTaken<Taken> ? "LATER" : outcome.toString();
  }

  private static Command command(Kind kind) {
    return new Command(
        Tenants.AURORA,
        "0195a1b2-0000-7000-8000-00000000000c",
        CallId.of("0195a1b2-0000-7000-8000-000000000001"),
        kind,
        LegName.LEAD,
        null,
        null,
        CommandPayload.control(new CarrierCallId("CA1"), "CF1", null, 1),
        1,
        Instant.EPOCH,
        Instant.EPOCH,
        Instant.MAX);
  }
}
