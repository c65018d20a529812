package dev.ramal.calls.carrier.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.carrier.Transcript;
import dev.ramal.calls.carrier.Transcript.Sentence;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.kit.jobs.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TelnyxTranscriptsTest {
  @Test
  @DisplayName("CALL-525 a Telnyx transcript is one text, once it is completed")
  void shouldTakeWhatIsCompleted() {
    // Given
    TelnyxTranscription going = new TelnyxTranscription("t1", "r1", null, "in-progress", null);
    TelnyxTranscription done = new TelnyxTranscription("t2", "r1", 37_400, "completed", "Alô?");

    // Then
    assertThat(TelnyxTranscripts.fetched(new CarrierReply.Done<>(List.of(going, done))))
        .isEqualTo(
            new Outcome.Done<>(Transcript.of(37, List.of(new Sentence(null, null, null, "Alô?")))));
    assertThat(TelnyxTranscripts.fetched(new CarrierReply.Done<>(List.of(going))))
        .isInstanceOf(Outcome.NotTaken.class);
    assertThat(TelnyxTranscripts.fetched(new CarrierReply.Done<>(List.of())))
        .isInstanceOf(Outcome.NotTaken.class);
    assertThat(TelnyxTranscripts.fetched(new CarrierReply.Unknown<>("no answer")))
        .isInstanceOf(Outcome.NotTaken.class);
    assertThat(TelnyxTranscripts.fetched(new CarrierReply.Refused<>(403, "10010", "no")))
        .as("a key may be put right")
        .isInstanceOf(Outcome.NotTaken.class);
    assertThat(TelnyxTranscripts.fetched(new CarrierReply.Throttled<>(Duration.ofSeconds(1))))
        .isInstanceOf(Outcome.Throttled.class);
  }
}
