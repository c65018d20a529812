package dev.ramal.crm.connections;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OutageTest {
  private static final Instant NOW = Instant.parse("2026-11-03T14:05:33Z");
  private static final Duration FIRST = Duration.ofSeconds(5);

  private final CrmOutage outage = new CrmOutage(FIRST, Duration.ofSeconds(15));

  @Test
  @DisplayName("CRM-147 only failures in a row pause, and an answer ends them")
  void shouldPauseAfterFailuresInARow() {
    // Given
    fail(CrmOutage.FAILURES - 1);
    outage.answered();

    // When
    fail(CrmOutage.FAILURES - 1);
    Optional<Duration> last = outage.failed(NOW);

    // Then
    assertThat(last).hasValue(FIRST);
    outage.answered();
    assertThat(outage.failed(NOW)).isEmpty();
  }

  @Test
  @DisplayName("CRM-147 each pause in a row is longer, none is too long, and none begins in one")
  void shouldPauseLongerEachTime() {
    // Given
    fail(CrmOutage.FAILURES - 1);
    outage.failed(NOW);

    // When
    Optional<Duration> meanwhile = outage.failed(NOW.plusSeconds(4));
    Optional<Duration> second = outage.failed(NOW.plusSeconds(5));
    Optional<Duration> third = outage.failed(NOW.plusSeconds(15));
    Optional<Duration> fourth = outage.failed(NOW.plusSeconds(30));

    // Then
    assertThat(meanwhile).isEmpty();
    assertThat(second).hasValue(FIRST.multipliedBy(2));
    assertThat(third).hasValue(Duration.ofSeconds(15));
    assertThat(fourth).hasValue(Duration.ofSeconds(15));
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(outage.failed(NOW)).isEmpty();
    }
  }
}
