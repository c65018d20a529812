package dev.ramal.simulators.rdstation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SIM-717 the time of the CRM never goes back where the simulated one does")
class RdClockTest {
  private static final Instant NOON = Instant.parse("2026-11-20T15:00:00.700Z");

  @Test
  @DisplayName("SIM-718 nor does it stand still: no two things are told as of one time")
  void shouldNotGoBackWithTheSimulatedTime() {
    // Given: it runs ahead, falls back to the real time, and that catches up
    RdClock clock =
        clock(NOON.plusSeconds(4), NOON.plusMillis(20), NOON.plusMillis(30), NOON.plusSeconds(5));

    // When
    List<Instant> told = List.of(clock.now(), clock.now(), clock.now(), clock.now());

    // Then
    assertThat(told)
        .containsExactly(
            NOON.plusSeconds(4),
            NOON.plusMillis(4_001),
            NOON.plusMillis(4_002),
            NOON.plusSeconds(5));
  }

  @Test
  void shouldFollowWhoeverSetsItBack() {
    // Given
    RdClock clock = clock(NOON.plus(RdClock.SET_BACK).plusMillis(1), NOON);

    // When
    clock.now();

    // Then
    assertThat(clock.now()).isEqualTo(NOON);
  }

  private static RdClock clock(Instant... times) {
    Queue<Instant> all = new ArrayDeque<>(List.of(times));
    return new RdClock(all::remove);
  }
}
