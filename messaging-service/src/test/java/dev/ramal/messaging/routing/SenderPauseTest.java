package dev.ramal.messaging.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.kit.jobs.WaitingJobs.Backlog;
import dev.ramal.messaging.routing.SenderPart.State;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MSG-316 a sender that keeps to our own pace is not throttled by its carrier")
class SenderPauseTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  @Test
  void shouldNameWhoLetsASenderWait() {
    // Then
    assertThat(SenderPause.of(paused(5, SenderPause.NOT_ITS_TURN))).isEqualTo(SenderPause.PACE);
    assertThat(SenderPause.of(paused(5, "throttled"))).isEqualTo(SenderPause.CARRIER);
    assertThat(SenderPause.of(paused(5, null))).as("that job was taken back").isNull();
    assertThat(SenderPause.of(new Backlog(1, NOW, false, null, null))).isNull();
    assertThat(SenderPause.of(null)).isNull();
  }

  @Test
  void shouldTellOfTheLongerPauseOfTwoSenders() {
    // When
    Backlog both = paused(5, SenderPause.NOT_ITS_TURN).and(paused(60, "throttled"));
    // Then
    assertThat(both.pausedUntil()).isEqualTo(NOW.plusSeconds(60));
    assertThat(SenderPause.of(both)).isEqualTo(SenderPause.CARRIER);
    assertThat(both.and(new Backlog(1, NOW, false, null, null)))
        .extracting(Backlog::pausedWhy)
        .isEqualTo("throttled");
  }

  @Test
  void shouldWarnOfACarrierAtOnceAndOfOurPaceOnlyWhereItTakesLong() {
    // Then
    assertThat(queue("throttled", 10)).isEqualTo(State.WARNING);
    assertThat(queue("throttled", 700)).isEqualTo(State.FAILING);
    assertThat(queue(SenderPause.NOT_ITS_TURN, 10)).isEqualTo(State.OK);
    assertThat(queue(SenderPause.NOT_ITS_TURN, 700)).isEqualTo(State.WARNING);
  }

  private static State queue(String why, int waited) {
    return SenderPart.queue(
            new Backlog(3, NOW.minusSeconds(waited), true, NOW.plusSeconds(5), why), NOW)
        .state();
  }

  private static Backlog paused(int seconds, String why) {
    return new Backlog(1, NOW, true, NOW.plusSeconds(seconds), why);
  }
}
