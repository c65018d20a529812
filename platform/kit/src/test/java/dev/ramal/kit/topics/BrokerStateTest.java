package dev.ramal.kit.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** That a broker which is there is seen: HealthTest. */
class BrokerStateTest {
  private static final Map<String, Object> NOBODY = Map.of("bootstrap.servers", "localhost:1");

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
  @DisplayName("KIT-13 a service starts where the broker was never reached")
  void shouldStartWithoutTheBroker() {
    // Given
    TopicProvisioner topics =
        new TopicProvisioner(
            new KafkaSettings(NOBODY), ConfigProvider.getConfig(), () -> "nobody", IMPATIENT);

    // Then
    assertThatCode(() -> topics.create(null)).doesNotThrowAnyException();
    topics.stop(null);
  }

  @Test
  @DisplayName("KIT-14 a client that has no connection to any broker is told from one that has")
  void shouldSeeThatTheBrokerIsAway() {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(NOBODY, new StringDeserializer(), new StringDeserializer())) {
      assertThat(consumer.metrics().keySet())
          .anyMatch(metric -> metric.name().equals("connection-count"));
      assertThat(BrokerState.isConnected(consumer.metrics())).isFalse();
    }
  }
}
