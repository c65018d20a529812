package dev.ramal.calls.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.carriers.health.Breaker;
import dev.ramal.carriers.health.Breaker.State;
import dev.ramal.kit.time.Backoff;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
    "CALL-396 a breaker opens after failures in a row and closes with a dial that is taken")
class BreakerTest {
  private static final Instant NOON = Instant.parse("2026-03-02T15:00:00Z");
  private static final Backoff WAITS =
      Backoff.doubling(Duration.ofSeconds(15), Duration.ofMinutes(5));

  @Test
  void shouldOpenAfterFailuresInARowOnly() {
    // When
    Breaker twice = failed(failed(Breaker.NEW));
    Breaker interrupted = failed(failed(failed(failed(Breaker.NEW)).took(NOON)));
    Breaker thrice = failed(twice);

    // Then
    assertThat(twice.state()).isEqualTo(State.CLOSED);
    assertThat(interrupted.state()).isEqualTo(State.CLOSED);
    assertThat(thrice).isEqualTo(new Breaker(State.OPEN, 3, 1, NOON, NOON.plusSeconds(15)));
  }

  @Test
  void shouldAskAgainLaterWhileNobodyAnswers() {
    // When
    Breaker silent = open().asked(false, NOON.plusSeconds(15), WAITS);

    // Then
    assertThat(silent.state()).isEqualTo(State.OPEN);
    assertThat(silent.since()).isEqualTo(NOON);
    assertThat(silent.askAt()).isEqualTo(NOON.plusSeconds(30));
  }

  @Test
  void shouldLetTheNextDialDecideOnceTheAccountAnswers() {
    // Given
    Breaker half = open().asked(true, NOON.plusSeconds(15), WAITS);

    // When
    Breaker again = half.failed(NOON.plusSeconds(20), 3, WAITS);
    Breaker closed = half.took(NOON.plusSeconds(20));

    // Then
    assertThat(half.state()).isEqualTo(State.HALF_OPEN);
    assertThat(half.askAt()).isNull();
    assertThat(again.state()).isEqualTo(State.OPEN);
    assertThat(again.askAt()).as("twice the wait").isEqualTo(NOON.plusSeconds(50));
    assertThat(closed).isEqualTo(new Breaker(State.CLOSED, 0, 0, NOON.plusSeconds(20), null));
  }

  @Test
  void shouldCloseWithADialThatIsTakenWhileItIsOpen() {
    // When
    Breaker closed = open().took(NOON.plusSeconds(1));

    // Then
    assertThat(closed.state()).isEqualTo(State.CLOSED);
    assertThat(closed.isTroubled()).isFalse();
  }

  @Test
  void shouldChangeNothingWithoutNeed() {
    // Then
    assertThat(Breaker.NEW.took(NOON)).isEqualTo(Breaker.NEW);
    assertThat(Breaker.NEW.asked(true, NOON, WAITS)).isEqualTo(Breaker.NEW);
    assertThat(open().failed(NOON, 3, WAITS).askAt()).isEqualTo(open().askAt());
  }

  private static Breaker open() {
    return failed(failed(failed(Breaker.NEW)));
  }

  private static Breaker failed(Breaker breaker) {
    return breaker.failed(NOON, 3, WAITS);
  }
}
