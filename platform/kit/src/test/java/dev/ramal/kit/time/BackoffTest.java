package dev.ramal.kit.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void shouldDoubleUpToTheLongest() {
    // Given
    Backoff backoff = Backoff.doubling(Duration.ofSeconds(2), Duration.ofSeconds(60));

    // When
    List<Long> waits =
        Stream.of(0, 1, 2, 3, 6, 99, Integer.MAX_VALUE)
            .map(n -> backoff.after(n).toSeconds())
            .toList();

    // Then
    assertThat(waits).containsExactly(2L, 2L, 4L, 8L, 60L, 60L, 60L);
  }

  @Test
  void shouldStayAtTheLastStep() {
    // Given
    Backoff backoff = Backoff.steps(List.of(Duration.ofSeconds(1), Duration.ofHours(8)));

    // When
    List<Long> waits = Stream.of(1, 2, 3).map(n -> backoff.after(n).toSeconds()).toList();

    // Then
    assertThat(waits).containsExactly(1L, 28_800L, 28_800L);
  }

  @Test
  void shouldOnlyEverWaitLongerByChance() {
    // Given
    Backoff backoff =
        Backoff.doubling(Duration.ofSeconds(4), Duration.ofSeconds(4)).withJitter(new Random(7));

    // When
    List<Duration> waits = Stream.generate(() -> backoff.after(1)).limit(50).toList();

    // Then
    assertThat(waits)
        .allSatisfy(
            wait -> assertThat(wait).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5)));
    assertThat(Set.copyOf(waits)).hasSizeGreaterThan(10);
  }
}
