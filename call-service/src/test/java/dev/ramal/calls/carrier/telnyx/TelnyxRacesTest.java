package dev.ramal.calls.carrier.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.calls.carrier.CarrierPort;
import dev.ramal.calls.carrier.Taken;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.CarrierCallId;
import dev.ramal.kit.jobs.Outcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("CALL-585 a command that meets the end of its call is no failure, in Telnyx's words")
class TelnyxRacesTest {
  private static final CarrierCallId LEG = new CarrierCallId("v3:lead");

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "422, 90018, Call has already ended, ENDED",
    "422, 90019, Conference has already ended, ENDED",
    "422, 90033, Conference has no active participants, ENDED",
    "404, 10005, Resource not found, ENDED",
    "422, 90034, Call has not been answered yet, LATER",
    "422, 10027, The call is not a participant of the conference, LATER",
    "400, 10015, Bad Request, REFUSED",
    "401, 10009, Authentication failed, REFUSED"
  })
  void shouldTakeTheEndForSuccessOfWhatIsDoneToParticipants(
      int status, String code, String reason, String expected) {
    assertThat(word(TelnyxControls.outcome(new CarrierReply.Refused<>(status, code, reason), LEG)))
        .as("hold, resume, mute, unmute")
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "422, 90018, Call has already ended, ENDED",
    "404, 10005, Resource not found, ENDED",
    "422, 90034, Call has not been answered yet, REFUSED",
    "422, 10027, digits are 0-9, REFUSED"
  })
  void shouldTakeTheEndForSuccessOfWhatIsDoneToALeg(
      int status, String code, String reason, String expected) {
    CarrierReply<JsonNode> reply = new CarrierReply.Refused<>(status, code, reason);

    assertThat(word(TelnyxPort.heard(reply, LEG))).as("keys").isEqualTo(expected);
  }

  private static String word(Outcome<Taken> outcome) {
    if (outcome instanceof Outcome.Refused<Taken> refused) {
      return refused.code().equals(CarrierPort.CALL_ENDED) ? "ENDED" : "REFUSED";
    }
    return outcome instanceof Outcome.NotTaken<Taken> ? "LATER" : outcome.toString();
  }
}
