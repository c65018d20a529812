package dev.ramal.calls.carrier.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.carrier.Taken;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.CarrierCallId;
import dev.ramal.kit.jobs.Outcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("CALL-232 a recording that came too late was refused by nobody")
class TwilioRecordingsTest {
  private static final CarrierCallId LEG = new CarrierCallId("CA-lead");

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"400, 21220, call-ended", "404, 20404, call-ended", "400, 21219, 21219"})
  void shouldTakeALegThatIsOverForAnEndedCall(int status, String code, String expected) {
    // When
    Outcome<Taken> outcome =
        TwilioRecordings.begun(new CarrierReply.Refused<>(status, code, "why"), LEG);

    // Then
    assertThat(((Outcome.Refused<Taken>) outcome).code()).isEqualTo(expected);
  }

  @Test
  void shouldNameTheRecordingThatHasBegun() {
    // When
    Outcome<Taken> outcome = TwilioRecordings.begun(new CarrierReply.Done<>("RE1"), LEG);

    // Then
    assertThat(outcome).isEqualTo(new Outcome.Done<>(Taken.Accepted.recording(LEG, "RE1")));
  }
}
