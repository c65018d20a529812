package dev.ramal.messaging.janitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.messaging.janitor.SweepWindow.Next;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MSG-74 a backlog of the inbox shrinks look by look, and nothing holds it up for ever")
class SweepWindowTest {
  private static final Instant SETTLED = Instant.parse("2026-03-05T12:00:00Z");
  private static final Duration SLICE = Duration.ofHours(6);
  private static final SweepConfig CONFIG =
      new SmallRyeConfigBuilder()
          .withConverter(Duration.class, 200, new DurationConverter())
          .withMapping(SweepConfig.class)
          .build()
          .getConfigMapping(SweepConfig.class);

  @Test
  void shouldAskSliceBySliceUntilNothingIsBehind() {
    // Given
    Instant last = SETTLED.minus(Duration.ofDays(3));
    List<Instant> swept = new ArrayList<>();
    Duration slice = SLICE;
    // When
    while (slice != null) {
      SweepWindow window = window(last, slice);
      assertThat(window.isDue()).isTrue();
      assertThat(window.from()).isEqualTo(last.minus(CONFIG.overlap()));
      assertThat(window.until()).isBeforeOrEqualTo(last.plus(SLICE));
      Next next = window.after(window.until(), false);
      last = next.sweptUntil();
      swept.add(last);
      slice = next.slice();
    }
    // Then
    assertThat(swept).hasSize(12).endsWith(SETTLED);
    assertThat(window(last, SLICE).isDue()).isFalse();
  }

  @Test
  void shouldLookOnceForWhatIsNotBehind() {
    // Given
    SweepWindow window = window(SETTLED.minus(CONFIG.every()), SLICE);
    // Then
    assertThat(window.until()).isEqualTo(SETTLED);
    assertThat(window.after(SETTLED, false)).isEqualTo(new Next(SETTLED, null, false));
  }

  @Test
  void shouldNotAdvanceOnAListThatIsCutOffAndAskForHalf() {
    // Given
    Instant last = SETTLED.minus(Duration.ofDays(1));
    SweepWindow full = window(last, SLICE);
    // When
    Next next = full.after(full.from(), false);
    // Then
    assertThat(next).isEqualTo(new Next(null, Duration.ofHours(3), false));
    SweepWindow half = window(last, next.slice());
    assertThat(half.until()).isEqualTo(last.plus(Duration.ofHours(3)));
    assertThat(half.after(half.until(), false)).isEqualTo(new Next(half.until(), SLICE, false));
  }

  @Test
  void shouldGoOnFromWhereACarriersListIsComplete() {
    // Given
    SweepWindow window = window(SETTLED.minus(Duration.ofDays(1)), SLICE);
    Instant seen = window.begin().plus(Duration.ofMinutes(40));
    // Then
    assertThat(window.after(seen, false)).isEqualTo(new Next(seen, SLICE, false));
  }

  @Test
  void shouldLeaveBehindAndTellWhatIsNeverListedWhole() {
    // Given
    Instant last = SETTLED.minus(Duration.ofDays(1));
    SweepWindow hidden = window(last, SLICE);
    SweepWindow shortest = window(last, SweepWindow.SHORTEST);
    // Then
    assertThat(hidden.after(hidden.until(), true)).isEqualTo(new Next(hidden.until(), SLICE, true));
    assertThat(shortest.after(shortest.from(), false))
        .isEqualTo(new Next(shortest.until(), SweepWindow.SHORTEST.multipliedBy(2), true));
  }

  @Test
  void shouldNotLeaveBehindWhatIsStillToBeLookedUp() {
    // Given
    SweepWindow window = window(SETTLED.minus(Duration.ofDays(1)), SLICE);
    Instant seen = window.begin().plus(Duration.ofMinutes(40));
    // Then
    assertThat(window.after(seen, true)).isEqualTo(new Next(seen, SLICE, true));
    assertThat(window.after(window.from(), true))
        .isEqualTo(new Next(null, Duration.ofHours(3), true));
  }

  @Test
  void shouldReachTheShortestSliceInAFewLooks() {
    // Given
    Instant last = SETTLED.minus(Duration.ofDays(1));
    Duration slice = SLICE;
    int looks = 0;
    // When
    Next next = window(last, slice).after(last, false);
    while (next.sweptUntil() == null) {
      looks++;
      next = window(last, next.slice()).after(last, false);
    }
    // Then
    assertThat(looks).isEqualTo(7);
    assertThat(next.sweptUntil()).isEqualTo(last.plus(SweepWindow.SHORTEST));
  }

  @Test
  void shouldReachBackOneWeekAtMostAndOneHourAtFirst() {
    // Then
    assertThat(window(SETTLED.minus(Duration.ofDays(30)), SLICE).from())
        .isEqualTo(SETTLED.minus(CONFIG.longest()));
    assertThat(window(null, SLICE).from()).isEqualTo(SETTLED.minus(CONFIG.first()));
  }

  private static SweepWindow window(Instant last, Duration slice) {
    return SweepWindow.of(last, SETTLED, slice, CONFIG);
  }
}
