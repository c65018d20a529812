package dev.ramal.kit.consuming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.kit.foreground.Foreground;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("KIT-23 a flood leaves the processors to others while they have work")
class BulkPaceTest {
  private static final Duration SET = Duration.ofMillis(20);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong now = new AtomicLong();
  private final Foreground foreground = new Foreground(now::get);
  private final ConsumingConfig config =
      new SmallRyeConfigBuilder()
          .addDiscoveredConverters()
          .withMapping(ConsumingConfig.class)
          .build()
          .getConfigMapping(ConsumingConfig.class);
  private final BulkPace pace = new BulkPace(foreground, config, vertx, now::get);

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void shouldRestTwiceAsLongAsItsSetTookWhileOthersHaveWork() {
    // Given
    foreground.came();

    // When
    long took = millisOf(pace.resting((batch, done) -> set()).on(List.of(), done -> {}));

    // Then
    assertThat(took).isGreaterThanOrEqualTo(2 * SET.toMillis());
  }

  @Test
  void shouldRestAfterASetThatFailsAsWell() {
    // Given
    foreground.came();
    Uni<Void> failing =
        set().chain(() -> Uni.createFrom().failure(new IllegalStateException("no")));

    // When
    long took =
        millisOf(
            pace.resting((batch, done) -> failing)
                .on(List.of(), done -> {})
                .onFailure()
                .recoverWithNull());

    // Then
    assertThat(took).isGreaterThanOrEqualTo(2 * SET.toMillis());
  }

  @Test
  void shouldGoOnAtOnceWhileNobodyElseHasWork() {
    // When
    List<Boolean> over = new ArrayList<>();
    pace.resting((batch, done) -> set())
        .on(List.of(), done -> {})
        .subscribe()
        .with(ignored -> over.add(true));

    // Then
    assertThat(over).as("in the call itself").containsExactly(true);
  }

  @Test
  void shouldTakeSmallSetsWhileOthersHaveWorkAndLargeOnesAfterIt() {
    // Given
    List<Integer> sizes = new ArrayList<>();
    List<Runnable> waiting = new ArrayList<>();
    BatchingSubscriber channel =
        new BatchingSubscriber(
            List.of(waiting::add),
            config.largestSet(),
            pace::largest,
            (batch, done) -> {
              sizes.add(batch.size());
              done.accept(batch.size());
              return Uni.createFrom().voidItem();
            });
    channel.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long records) {
            // what is there is there
          }

          @Override
          public void cancel() {
            throw new IllegalStateException("nobody ends it");
          }
        });
    channel.onNext(Message.of("the first goes alone"));
    IntStream.range(0, 1_000).forEach(n -> channel.onNext(Message.of("of the flood")));

    // When
    foreground.came();
    waiting.remove(0).run();
    waiting.remove(0).run();
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    while (!waiting.isEmpty()) {
      waiting.remove(0).run();
    }

    // Then
    assertThat(sizes).containsExactly(1, 100, 100, 500, 300);
  }

  private Uni<Void> set() {
    return Uni.createFrom().voidItem().invoke(() -> now.addAndGet(SET.toNanos()));
  }

  private static long millisOf(Uni<Void> work) {
    long begun = System.nanoTime();
    work.await().atMost(Duration.ofSeconds(30));
    return Duration.ofNanos(System.nanoTime() - begun).toMillis();
  }
}
