package dev.ramal.calls.recordings;

import static dev.ramal.calls.recordings.RecordingState.ERASED;
import static dev.ramal.calls.recordings.RecordingState.ERASING;
import static dev.ramal.calls.recordings.RecordingState.EXTERNAL;
import static dev.ramal.calls.recordings.RecordingState.LOST;
import static dev.ramal.calls.recordings.RecordingState.PENDING;
import static dev.ramal.calls.recordings.RecordingState.STORED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.carrier.Erasure;
import dev.ramal.calls.recordings.RecordingState.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("CALL-09 every state of a recording answers every event as the table says")
class RecordingStateTest {
  /**
   * Rows: state; columns: STORED, LOST, EXTERNAL, ERASE, ERASED, REDRIVEN; null where nothing
   * happens.
   */
  private static final Map<RecordingState, RecordingState[]> TABLE =
      Map.of(
          PENDING, new RecordingState[] {STORED, LOST, EXTERNAL, ERASING, null, null},
          STORED, new RecordingState[] {null, null, null, ERASING, null, null},
          LOST, new RecordingState[] {null, null, null, ERASING, null, PENDING},
          EXTERNAL, new RecordingState[] {null, null, null, ERASING, null, PENDING},
          ERASING, new RecordingState[] {null, null, null, ERASING, ERASED, null},
          ERASED, new RecordingState[] {null, null, null, null, null, null});

  static Stream<Arguments> cells() {
    List<Arguments> cells = new ArrayList<>();
    for (RecordingState state : RecordingState.values()) {
      for (Event event : Event.values()) {
        cells.add(Arguments.of(state, event, TABLE.get(state)[event.ordinal()]));
      }
    }
    return cells.stream();
  }

  @ParameterizedTest(name = "{0} + {1} = {2}")
  @MethodSource("cells")
  void shouldAnswerAsTheTableSays(RecordingState state, Event event, RecordingState expected) {
    // When
    Optional<RecordingState> next = state.on(event);

    // Then
    assertThat(next).isEqualTo(Optional.ofNullable(expected));
  }

  @Test
  void shouldKeepTheWordsOfItsJobs() {
    // When
    List<String> words =
        List.of(
            FetchRecordings.QUEUE,
            FetchRecordings.KIND,
            EraseRecordings.QUEUE,
            EraseRecordings.KIND);

    // Then
    assertThat(words).containsExactly("recordings", "FETCH", "recording-erasures", "ERASE");
  }

  @Test
  void shouldRetireWhateverCanBeErased() {
    // When
    String kept =
        Stream.of(RecordingState.values())
            .filter(state -> state != ERASING && state.on(Event.ERASE).isPresent())
            .map(state -> "'" + state.name() + "'")
            .collect(Collectors.joining(", ", "(", ")"));

    // Then
    assertThat(RetentionRepository.KEPT).isEqualTo(kept);
  }

  @Test
  void shouldKeepTheWordsThatAreStoredAndPublishedOfAnErasure() {
    // Then
    assertThat(Stream.of(Erasure.values()).map(Erasure::word))
        .containsExactly("deleted", "not-there");
    assertThat(Stream.of(Erasure.values()).map(Erasure::word).map(Erasure::of))
        .containsExactly(Erasure.values());
    assertThat(List.of(EraseRecordings.BY_A_PERSON, RetentionRepository.BY))
        .containsExactly("person", "retention");
  }
}
