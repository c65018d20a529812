package dev.ramal.kit.consuming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.kit.foreground.Foreground;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a bulk channel takes a fifth of a process, however much comes on it")
class BulkChannelTest {
  private static final BatchHandler NOTHING = (sql, events) -> Uni.createFrom().voidItem();

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void shouldTakeAFourthOfWhatTheChannelBesideTakes() {
    // Given
    SmallRyeConfig defaults =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(ConsumingConfig.class)
            .build();
    ConsumingConfig config = defaults.getConfigMapping(ConsumingConfig.class);
    IdempotentConsumer consumer =
        new IdempotentConsumer(
            null, null, config, new SimpleMeterRegistry(), vertx, new Foreground(System::nanoTime));

    // When
    long first = taken(consumer.inBatches("facts", NOTHING));
    long bulk = taken(consumer.inBulk("facts", NOTHING));

    // Then
    assertThat(first).isEqualTo(4 * bulk);
    assertThat(bulk).as("one set at work and one that waits").isEqualTo(2L * config.largestSet());
  }

  /** How many records it takes before any of them is done. */
  private static long taken(Flow.Subscriber<Message<String>> channel) {
    AtomicLong asked = new AtomicLong();
    channel.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long records) {
            asked.addAndGet(records);
          }

          @Override
          public void cancel() {
            throw new IllegalStateException("nobody ends it");
          }
        });
    return asked.get();
  }
}
