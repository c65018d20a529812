package dev.ramal.messaging.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.JobQueue.Rate;
import dev.ramal.kit.tenancy.RowKey;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MSG-367 what is marked late leaves no faster than its sender may")
class SenderLinesTest {
  private static final RowKey SENDER = RowKey.of(TenantId.of("aurora"), "conn/+1");
  private static final Rate TWENTY = new Rate(20, 1);
  private static final Duration INTERVAL = Duration.ofMillis(50);

  private long now = Duration.ofDays(3).toNanos();
  private final SenderLines lines = new SenderLines(() -> now);

  @Test
  void shouldLeaveInTurnWhereNothingIsLate() {
    // When
    List<Duration> waits = take(TWENTY, 4, now);

    // Then
    assertThat(waits).containsExactlyElementsOf(spread(0, 4));
  }

  @Test
  void shouldSpreadThoseWhoseTurnsHavePassedAndThoseBehindThem() {
    // Given: turns of five seconds ago, whose marks are stored only now
    List<Duration> late = take(TWENTY, 6, now - Duration.ofSeconds(5).toNanos());

    // When
    List<Duration> next = take(TWENTY, 4, now);

    // Then
    assertThat(late).containsExactlyElementsOf(spread(0, 6));
    assertThat(next).containsExactlyElementsOf(spread(6, 10));
  }

  @Test
  void shouldForgiveABurstAfterASilenceOnly() {
    // Given
    Rate bursts = new Rate(20, 3);

    // When
    List<Duration> first = take(bursts, 5, now - Duration.ofMinutes(1).toNanos());

    // Then
    assertThat(first)
        .containsExactly(
            Duration.ZERO, Duration.ZERO, Duration.ZERO, INTERVAL, INTERVAL.multipliedBy(2));
  }

  @Test
  void shouldKeepNobodyForAnotherSender() {
    // Given
    take(TWENTY, 9, now);

    // When
    Duration wait = lines.take(RowKey.of(TenantId.of("boreal"), "conn/+1"), TWENTY, now);

    // Then
    assertThat(wait).isZero();
  }

  /** So many whose turns were given one after the other, from this time on. */
  private List<Duration> take(Rate rate, int messages, long turn) {
    return IntStream.range(0, messages)
        .mapToObj(
            i -> lines.take(SENDER, rate, turn + (rate.burst() > 1 ? 0 : i * INTERVAL.toNanos())))
        .toList();
  }

  private static List<Duration> spread(int from, int to) {
    return IntStream.range(from, to).mapToObj(INTERVAL::multipliedBy).toList();
  }
}
