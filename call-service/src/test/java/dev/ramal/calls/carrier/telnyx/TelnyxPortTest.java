package dev.ramal.calls.carrier.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.calls.carrier.CarrierPort;
import dev.ramal.calls.carrier.Taken;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.CarrierCallId;
import dev.ramal.kit.jobs.Outcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("CALL-178 a lead who hangs up before the question has refused nothing")
class TelnyxPortTest {
  private static final CarrierCallId LEG = new CarrierCallId("v3:lead");

  @Test
  void shouldTakeALegThatIsOverForAnEndedCall() {
    assertThat(codeOf(new CarrierReply.Refused<>(422, "90018", "Call has already ended")))
        .isEqualTo(CarrierPort.CALL_ENDED);
    assertThat(codeOf(new CarrierReply.Refused<>(404, "10005", "Resource not found")))
        .isEqualTo(CarrierPort.CALL_ENDED);
  }

  @Test
  void shouldLeaveEveryOtherAnswerAsItIs() {
    assertThat(codeOf(new CarrierReply.Refused<>(422, "10015", "Bad text"))).isEqualTo("10015");
    assertThat(TelnyxPort.heard(new CarrierReply.Done<>(null), LEG))
        .isEqualTo(new Outcome.Done<>(Taken.Accepted.of(LEG)));
    assertThat(TelnyxPort.heard(new CarrierReply.Unknown<>("timeout"), LEG))
        .isInstanceOf(Outcome.Unknown.class);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"422, 90018, call-ended", "404, 10005, call-ended", "422, 10015, 10015"})
  @DisplayName("CALL-232 a recording that came too late was refused by nobody")
  void shouldRefuseNoRecordingOfALegThatIsOver(int status, String code, String expected) {
    // When
    Outcome<Taken> outcome =
        TelnyxRecordings.begun(new CarrierReply.Refused<>(status, code, "why"), LEG);

    // Then
    assertThat(((Outcome.Refused<Taken>) outcome).code()).isEqualTo(expected);
  }

  private static String codeOf(CarrierReply<JsonNode> reply) {
    return ((Outcome.Refused<Taken>) TelnyxPort.heard(reply, LEG)).code();
  }
}
