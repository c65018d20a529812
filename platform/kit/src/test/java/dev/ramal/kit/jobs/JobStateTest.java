package dev.ramal.kit.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JobStateTest {
  /** Every state and every event; a dot: it says nothing to a job in this state. */
  private static final String TABLE =
      """
      state      CLAIMED QUESTIONED RELEASED DONE REFUSED NOT_TAKEN UNCLEAR EXPIRED EXHAUSTED NEVER_TOLD WITHDRAWN REDRIVEN
      WAITING    RUNNING .          .        DONE .       .         .       .       .         .          WITHDRAWN .
      RUNNING    .       ASKING     WAITING  DONE REFUSED WAITING   UNKNOWN EXPIRED DEAD      ABANDONED  .         .
      UNKNOWN    .       ASKING     .        DONE REFUSED WAITING   UNKNOWN EXPIRED DEAD      ABANDONED  .         .
      ASKING     .       ASKING     UNKNOWN  DONE REFUSED WAITING   UNKNOWN EXPIRED DEAD      ABANDONED  .         .
      DONE       .       .          .        .    .       .         .       .       .         .          .         .
      REFUSED    .       .          .        .    .       .         .       .       .         .          .         .
      EXPIRED    .       .          .        .    .       .         .       .       .         .          .         .
      WITHDRAWN  .       .          .        .    .       .         .       .       .         .          .         .
      DEAD       .       .          .        .    .       .         .       .       .         .          .         WAITING
      ABANDONED  .       .          .        .    .       .         .       .       .         .          .         UNKNOWN
      """;

  static Stream<Arguments> cells() {
    List<String[]> lines = TABLE.lines().map(line -> line.trim().split(" +")).toList();
    String[] head = lines.get(0);
    return lines.stream()
        .skip(1)
        .flatMap(
            line ->
                Stream.iterate(1, i -> i < head.length, i -> i + 1)
                    .map(
                        i ->
                            Arguments.of(
                                JobState.valueOf(line[0]),
                                JobEvent.valueOf(head[i]),
                                Optional.of(line[i])
                                    .filter(next -> !next.equals("."))
                                    .map(JobState::valueOf))));
  }

  @ParameterizedTest(name = "{0} on {1}: {2}")
  @MethodSource("cells")
  void shouldGoWhereTheTableSays(JobState state, JobEvent event, Optional<JobState> next) {
    // Given a state and an event

    // When
    Optional<JobState> reached = state.on(event);

    // Then
    assertThat(reached).isEqualTo(next);
  }

  @Test
  void shouldNameEveryStateAndEventInTheTable() {
    // Given
    long cells = (long) JobState.values().length * JobEvent.values().length;

    // When
    long named = cells().count();

    // Then
    assertThat(named).isEqualTo(cells);
  }

  /** Statements write one target for an event, whatever the state was before. */
  @Test
  void shouldLeadEveryConclusionToOneStateOnly() {
    // Given
    List<JobEvent> conclusions =
        List.of(
            JobEvent.DONE,
            JobEvent.REFUSED,
            JobEvent.NOT_TAKEN,
            JobEvent.UNCLEAR,
            JobEvent.EXPIRED,
            JobEvent.EXHAUSTED,
            JobEvent.NEVER_TOLD);

    // When
    List<Long> targets =
        conclusions.stream()
            .map(
                event ->
                    Arrays.stream(JobState.values())
                        .flatMap(state -> state.on(event).stream())
                        .distinct()
                        .count())
            .toList();

    // Then
    assertThat(targets).containsOnly(1L);
  }

  /** Words at rest. */
  @Test
  void shouldKeepTheNamesThatAreStored() {
    // Given nothing

    // When
    List<String> names = Arrays.stream(JobState.values()).map(Enum::name).toList();

    // Then
    assertThat(names)
        .containsExactly(
            "WAITING",
            "RUNNING",
            "UNKNOWN",
            "ASKING",
            "DONE",
            "REFUSED",
            "EXPIRED",
            "WITHDRAWN",
            "DEAD",
            "ABANDONED");
  }
}
