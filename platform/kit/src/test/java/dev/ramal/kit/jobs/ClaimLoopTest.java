package dev.ramal.kit.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a database does that has gone away without saying so, which no real one can be told to. */
class ClaimLoopTest {
  private final Queue<Supplier<Uni<List<Job>>>> next = new ArrayDeque<>();
  private final AtomicInteger claims = new AtomicInteger();
  private final ClaimLoop loop =
      new ClaimLoop(
          "patient",
          16,
          Duration.ofMillis(200),
          this::claim,
          job -> Uni.createFrom().voidItem(),
          jobs -> Uni.createFrom().voidItem());

  @Test
  void shouldClaimAgainAfterAClaimThatNeverEnds() {
    // Given
    next.add(() -> Uni.createFrom().nothing());
    loop.wake();
    // When
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              loop.wake();
              return claims.get() > 1;
            });
    // Then
    assertThat(next).isEmpty();
  }

  @Test
  void shouldClaimAgainAfterAClaimThatThrows() {
    // Given
    next.add(
        () -> {
          throw new IllegalStateException("no context");
        });
    loop.wake();
    // When
    loop.wake();
    // Then
    assertThat(claims).hasValue(2);
  }

  /** Claims go as they are told, and find nothing when they are told nothing. */
  private Uni<List<Job>> claim(int room) {
    claims.incrementAndGet();
    return next.isEmpty() ? Uni.createFrom().item(List.of()) : next.remove().get();
  }
}
