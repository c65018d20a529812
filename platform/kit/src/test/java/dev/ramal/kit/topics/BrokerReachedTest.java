package dev.ramal.kit.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

/** That a broker which is there makes ready: GlobalTableTest. */
class BrokerReachedTest {
  private static final TopicsConfig IMPATIENT =
      new TopicsConfig() {
        @Override
        public boolean create() {
          return true;
        }

        @Override
        public Duration patience() {
          return Duration.ofMillis(300);
        }

        @Override
        public Duration tryAgain() {
          return Duration.ofMinutes(1);
        }
      };

  @Test
  void shouldNotBeReadyWhereTheBrokerWasNeverReached() {
    // Given
    TopicProvisioner topics =
        new TopicProvisioner(
            new KafkaSettings(Map.of("bootstrap.servers", "localhost:1")),
            ConfigProvider.getConfig(),
            () -> "nobody",
            IMPATIENT);

    // When
    topics.create(null);

    // Then
    assertThat(new BrokerReached(topics).call().getStatus())
        .isEqualTo(HealthCheckResponse.Status.DOWN);
    topics.stop(null);
  }
}
