package dev.ramal.crm.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.kit.jobs.JobQueue;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeliveryConfigTest {
  private static final Duration OUTAGE = Duration.ofHours(6);

  private final DeliveryConfig config =
      new SmallRyeConfigBuilder()
          .withConverter(Duration.class, 200, new DurationConverter())
          .withMapping(DeliveryConfig.class)
          .build()
          .getConfigMapping(DeliveryConfig.class);

  @Test
  @DisplayName("CRM-165 a CRM that is away for six hours exhausts no note, however it fails")
  void shouldOutlastAnOutageOfSixHours() {
    // Given
    JobQueue queue = new WriteNotes(null, null, null, null, null, config).queue();

    // When
    Duration tried = Duration.ZERO;
    for (int failures = 1; failures < queue.attempts(); failures++) {
      tried = tried.plus(queue.backoff().after(failures));
    }

    // Then
    assertThat(tried).isGreaterThan(OUTAGE.multipliedBy(3));
    assertThat(queue.giveUpAsking()).isGreaterThan(OUTAGE);
    assertThat(config.longestWait()).isGreaterThan(OUTAGE);
  }
}
