package dev.ramal.kit.foreground;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ForegroundTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
  private final Foreground foreground = new Foreground(now::get);

  @Test
  void shouldKnowOfNothingBeforeAnythingCame() {
    assertThat(foreground.isRecent()).isFalse();
  }

  @Test
  void shouldHoldForASecondAlsoWhereTheClockOverflows() {
    // Given
    foreground.came();

    // When
    now.addAndGet(Duration.ofMillis(999).toNanos());
    boolean within = foreground.isRecent();
    now.addAndGet(Duration.ofMillis(1).toNanos());

    // Then
    assertThat(within).isTrue();
    assertThat(foreground.isRecent()).isFalse();
  }
}
