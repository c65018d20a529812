package dev.ramal.messaging.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.Carrier;
import dev.ramal.messaging.carrier.FailureReasons;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MSG-151 only what proves that a message was not taken leads to another account")
class SubmissionTroubleTest {
  @ParameterizedTest(name = "{0} {1} {2}: counts {3}")
  @CsvSource({
    "twilio, 401, 20003, true",
    "twilio, 400, 21704, true",
    "twilio, 403, 99999, true",
    "twilio, 400, 21408, false",
    "twilio, 400, 21606, false",
    "telnyx, 401, 10009, true",
    "telnyx, 402, 20100, true",
    "telnyx, 422, 40333, true",
    "telnyx, 400, 40309, false"
  })
  void shouldGoElsewhereForReasonsOfTheAccount(
      String carrier, int status, String code, boolean counts) {
    // When
    SubmissionTrouble trouble = of(carrier, refused(status, code)).orElseThrow();
    // Then
    assertThat(trouble.notTaken()).isTrue();
    assertThat(trouble.counts()).isEqualTo(counts);
    assertThat(trouble.code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "twilio, 400, 21211", "twilio, 400, 21610", "twilio, 400, 21614", "twilio, 400, 21617",
    "telnyx, 403, 40300", "telnyx, 400, 40310", "telnyx, 422, 10015", "twilio, 400, 99999"
  })
  void shouldStayWithWhatTheMessageIsToBlameFor(String carrier, int status, String code) {
    assertThat(of(carrier, refused(status, code))).isEmpty();
  }

  @Test
  void shouldNeverLeadElsewhereAfterAnAnswerThatLeavesItOpen() {
    // When
    SubmissionTrouble unclear = of("twilio", new CarrierReply.Unknown<>("timeout")).orElseThrow();
    // Then
    assertThat(unclear.notTaken()).isFalse();
    assertThat(unclear.counts()).isTrue();
  }

  @Test
  void shouldTakeALackOfAConnectionForAProof() {
    // When
    SubmissionTrouble unreached =
        of("telnyx", new CarrierReply.Unknown<>("refused", true)).orElseThrow();
    // Then
    assertThat(unreached.notTaken()).isTrue();
    assertThat(unreached.code()).isEqualTo("unreachable");
  }

  @Test
  void shouldWaitForACarrierThatAsksUsToSlowDown() {
    assertThat(of("twilio", new CarrierReply.Throttled<>(null))).isEmpty();
    assertThat(of("twilio", new CarrierReply.Done<>("SM1"))).isEmpty();
  }

  private static CarrierReply<?> refused(int status, String code) {
    return new CarrierReply.Refused<>(status, code, "no");
  }

  private static Optional<SubmissionTrouble> of(String carrier, CarrierReply<?> reply) {
    return SubmissionTrouble.of(reply, Carrier.of(carrier), new FailureReasons());
  }
}
