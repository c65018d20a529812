package dev.ramal.calls.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.carriers.CarrierReply;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ErasuresTest {
  private static final Outcome<Erasure> DELETED = new Outcome.Done<>(Erasure.DELETED);
  private static final Outcome<Erasure> NOT_THERE = new Outcome.Done<>(Erasure.NOT_THERE);

  @Test
  @DisplayName("CALL-647 what is there and was not erased is never taken as refused for ever")
  void shouldRepeatWhatWasNotErased() {
    // Then
    assertThat(TranscriptPort.erased(new CarrierReply.Done<>(null))).isEqualTo(DELETED);
    assertThat(TranscriptPort.erased(new CarrierReply.Refused<>(404, "20404", "not found")))
        .isEqualTo(NOT_THERE);
    assertThat(TranscriptPort.erased(new CarrierReply.Refused<>(403, "20003", "no")))
        .isInstanceOf(Outcome.NotTaken.class);
    assertThat(TranscriptPort.erased(new CarrierReply.Unknown<>("no answer")))
        .isInstanceOf(Outcome.NotTaken.class);
    assertThat(TranscriptPort.erased(new CarrierReply.Throttled<>(Duration.ofSeconds(1))))
        .isInstanceOf(Outcome.Throttled.class);
    assertThat(Erasures.of(new CarrierReply.Refused<>(403, "20003", "no")))
        .isEqualTo(new Outcome.Refused<>("20003", "no"));
  }

  @Test
  @DisplayName("CALL-690 each that is found is erased, up to the first that is not")
  void shouldEraseEachInTurn() {
    // Given
    Outcome<Erasure> refused = new Outcome.Refused<>("10010", "no");
    Map<String, Outcome<Erasure>> answers =
        Map.of("here", DELETED, "gone", NOT_THERE, "kept", refused);

    // Then
    assertThat(erasing(answers)).isEqualTo(new Told(NOT_THERE, List.of()));
    assertThat(erasing(answers, "gone")).isEqualTo(new Told(NOT_THERE, List.of("gone")));
    assertThat(erasing(answers, "gone", "here"))
        .isEqualTo(new Told(DELETED, List.of("gone", "here")));
    assertThat(erasing(answers, "here", "gone"))
        .as("one was there, though not the last")
        .isEqualTo(new Told(DELETED, List.of("here", "gone")));
    assertThat(erasing(answers, "here", "kept", "gone"))
        .as("what is left is left for the next attempt")
        .isEqualTo(new Told(refused, List.of("here", "kept")));
  }

  @Test
  @DisplayName("CALL-690 each that is found is erased, up to the first that is not")
  void shouldEraseNothingWhereTheCarrierDidNotSayWhatThereIs() {
    // When
    Outcome<Erasure> outcome =
        Erasures.eachOf(
                new CarrierReply.Unknown<List<String>>("no answer"),
                one -> Uni.createFrom().failure(new AssertionError(one)))
            .await()
            .indefinitely();

    // Then
    assertThat(outcome).isEqualTo(new Outcome.Unknown<>("no answer"));
  }

  private static Told erasing(Map<String, Outcome<Erasure>> answers, String... found) {
    List<String> asked = new ArrayList<>();
    Outcome<Erasure> outcome =
        Erasures.eachOf(
                new CarrierReply.Done<>(List.of(found)),
                one -> {
                  asked.add(one);
                  return Uni.createFrom().item(answers.get(one));
                })
            .await()
            .indefinitely();
    return new Told(outcome, asked);
  }

  /** How it ended, and what the carrier was told to erase. */
  private record Told(Outcome<Erasure> outcome, List<String> asked) {}
}
