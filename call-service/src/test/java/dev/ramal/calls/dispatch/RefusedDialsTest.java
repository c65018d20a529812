package dev.ramal.calls.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.carrier.Taken;
import dev.ramal.events.CarrierCallId;
import dev.ramal.kit.jobs.Outcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedDialsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "20003, true, true",
    "90041, true, true",
    "unreachable, true, true",
    "21215, true, false",
    "10010, true, false",
    "21210, true, false",
    "connection-sealed, true, false",
    "no-connection, true, false",
    "not-created, true, false",
    "21211, false, false",
    "10016, false, false",
    "call-ended, false, false",
    "too-late, false, false"
  })
  @DisplayName("CALL-397 what a refusal says of the number is no trouble of the carrier's")
  void shouldTellTheCarriersTroubleFromTheNumbers(String code, boolean elsewhere, boolean trouble) {
    // When
    Outcome<Taken> refused = new Outcome.Refused<>(code, "why");

    // Then
    assertThat(RefusedDials.mayGoElsewhere(refused)).isEqualTo(elsewhere);
    assertThat(RefusedDials.troubleOf(refused).isPresent()).isEqualTo(trouble);
  }

  @Test
  @DisplayName("CALL-397 what a refusal says of the number is no trouble of the carrier's")
  void shouldTakeSilenceForTroubleAndForNoProof() {
    // When
    Outcome<Taken> silence = new Outcome.Unknown<>("timeout");
    Outcome<Taken> slower = new Outcome.Throttled<>(null, "throttled");
    Outcome<Taken> taken = new Outcome.Done<>(Taken.Accepted.of(new CarrierCallId("CA1")));

    // Then
    assertThat(RefusedDials.troubleOf(silence)).isPresent();
    assertThat(RefusedDials.mayGoElsewhere(silence)).isFalse();
    assertThat(RefusedDials.conclude(silence, true, true)).isEqualTo(silence);
    assertThat(RefusedDials.troubleOf(slower)).isEmpty();
    assertThat(RefusedDials.mayGoElsewhere(slower)).isFalse();
    assertThat(RefusedDials.troubleOf(taken)).isEmpty();
    assertThat(RefusedDials.mayGoElsewhere(taken)).isFalse();
  }
}
