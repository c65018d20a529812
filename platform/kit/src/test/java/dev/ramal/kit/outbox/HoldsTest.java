package dev.ramal.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.kit.time.Backoff;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HoldsTest {
  private static final Duration POLL = Duration.ofMinutes(1);

  @Test
  void shouldNotForgetWhatMayBeTriedAgainSinceItWasPassedOver() {
    // Given
    Duration wait = Duration.ofMillis(20);
    Holds holds = new Holds(Backoff.doubling(wait, wait));
    holds.refused("topic");
    assertThat(holds.now()).containsExactly("topic");

    // When
    await().pollDelay(wait.multipliedBy(2)).until(() -> true);

    // Then
    assertThat(holds.next(POLL)).isZero();
    assertThat(holds.now()).isEmpty();
    assertThat(holds.next(POLL)).isEqualTo(POLL);
    assertThat(holds.isOnTrial("topic")).isTrue();
  }
}
