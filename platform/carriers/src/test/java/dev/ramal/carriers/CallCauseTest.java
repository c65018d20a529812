package dev.ramal.carriers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.carriers.telnyx.TelnyxEndings;
import dev.ramal.events.CallOutcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What happened has one word, whichever carrier tells it")
class CallCauseTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // word, Twilio: status, SIP, error code; Telnyx: hangup_cause, SIP
    "busy, busy, 486, , user_busy, 486",
    "busy, busy, , , user_busy,",
    "rejected, busy, 603, , call_rejected, 603",
    "no-answer, no-answer, , , timeout,",
    "no-answer, no-answer, 487, , no_answer, 480",
    "invalid-number, failed, 404, , not_found, 404",
    "invalid-number, failed, , 13224, not_found,",
    "blocked, failed, 403, , call_rejected, 403",
    "failed, failed, 500, , unspecified, 500",
    ", completed, 200, , normal_clearing,",
    ", canceled, , , originator_cancel, 487"
  })
  void shouldSayTheSameOfBothCarriers(
      String word, String status, Integer twilioSip, String code, String cause, Integer sip) {
    // When
    LegEnding telnyx = TelnyxEndings.of(cause, sip, null);
    CallOutcome twilio = TwimlEndings.outcomeOrNull(status);

    // Then
    assertThat(CallCause.of(code, twilioSip, twilio).map(CallCause::word).orElse(null))
        .isEqualTo(word);
    assertThat(
            CallCause.of(telnyx.cause(), sip, telnyx.outcome()).map(CallCause::word).orElse(null))
        .isEqualTo(word);
  }

  @ParameterizedTest(name = "{0}: Twilio {1}, Telnyx {2}")
  @CsvSource({
    "invalid-number, 21211, 10016",
    "blocked, 21215, 10010",
    "caller-id-refused, 21210, 21212",
    "failed, 99999, 10009"
  })
  void shouldSayTheSameOfWhatIsRefused(String word, String twilio, String telnyx) {
    // When, Then
    assertThat(CallCause.of(twilio, null, CallOutcome.FAILED).orElseThrow().word()).isEqualTo(word);
    assertThat(CallCause.of(telnyx, null, CallOutcome.FAILED).orElseThrow().word()).isEqualTo(word);
  }
}
