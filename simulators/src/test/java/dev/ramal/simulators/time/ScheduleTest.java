package dev.ramal.simulators.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private Loop loop;
  private SimulatedClock clock;
  private Schedule schedule;
  private final List<Instant> seen = new CopyOnWriteArrayList<>();

  @BeforeEach
  void open() {
    loop = Loop.start();
    clock = new SimulatedClock();
  }

  @AfterEach
  void close() {
    loop.run(schedule::stop);
    loop.stop();
  }

  @Test
  @DisplayName("SIM-01 report the due instant however fast time runs")
  void shouldReportTheDueInstantHoweverFastTimeRuns() {
    // Given
    schedule = new Schedule(loop, clock, Pace.accelerated(100));

    // When
    loop.run(
        () ->
            schedule.after(
                Duration.ofSeconds(1),
                () -> {
                  seen.add(clock.now());
                  schedule.after(Duration.ofSeconds(37), () -> seen.add(clock.now()));
                }));

    // Then
    await().until(() -> seen.size() == 2);
    assertThat(Duration.between(seen.get(0), seen.get(1))).isEqualTo(Duration.ofSeconds(37));
  }

  @Test
  @DisplayName("SIM-02 fall back to real time once nothing is going on")
  void shouldFallBackToRealTimeOnceNothingIsGoingOn() {
    // Given
    schedule = new Schedule(loop, clock, Pace.accelerated(1000));

    // When
    loop.run(() -> schedule.after(Duration.ofMinutes(2), () -> seen.add(clock.now())));
    await().until(() -> seen.size() == 1);

    // Then
    assertThat(seen.get(0)).isAfter(Instant.now().plusSeconds(60));
    await().until(() -> clock.now().isBefore(Instant.now().plusSeconds(1)));
  }

  @Test
  @DisplayName("SIM-03 not fall behind what was reported about live calls")
  void shouldNotFallBehindWhatWasReportedAboutLiveCalls() {
    // Given
    Instant reported = Instant.now().plusSeconds(90);
    schedule = new Schedule(loop, clock, Pace.accelerated(1000));
    schedule.floor(() -> reported);

    // When
    loop.run(() -> schedule.after(Duration.ofMinutes(2), () -> seen.add(clock.now())));
    await().until(() -> clock.now().isBefore(reported.plusSeconds(10)) && !seen.isEmpty());

    // Then
    assertThat(clock.now()).isAfterOrEqualTo(reported);
  }

  @Test
  @DisplayName("SIM-04 move manual time only when told")
  void shouldMoveManualTimeOnlyWhenTold() {
    // Given
    schedule = new Schedule(loop, clock, Pace.manual());
    Instant before = clock.now();
    loop.run(() -> schedule.at(before.plusSeconds(10), () -> seen.add(clock.now())));

    // When
    schedule.advance(Duration.ofSeconds(9));
    int early = seen.size();
    schedule.advance(Duration.ofSeconds(1));

    // Then
    assertThat(early).isZero();
    assertThat(seen).containsExactly(before.plusSeconds(10));
  }

  @Test
  @DisplayName("SIM-05 forget a cancelled step")
  void shouldForgetACancelledStep() {
    // Given
    schedule = new Schedule(loop, clock, Pace.manual());
    Step step = loop.call(() -> schedule.after(Duration.ofSeconds(1), () -> seen.add(clock.now())));

    // When
    loop.run(step::cancel);
    schedule.advance(Duration.ofSeconds(5));

    // Then
    assertThat(seen).isEmpty();
    assertThat(schedule.pending()).isZero();
  }
}
