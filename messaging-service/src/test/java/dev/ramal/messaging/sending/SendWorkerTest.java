package dev.ramal.messaging.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.messaging.message.Message;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a database does that has gone away without saying so, which no real one can be told to. */
class SendWorkerTest {
  private final Claims claims = new Claims();
  private final SendWorker due = new SendWorker(claims, null, new Impatient());

  @Test
  @DisplayName("MSG-17 a look for due messages that never ends does not end the looking")
  void shouldLookAgainAfterALookThatNeverEnds() {
    // Given
    claims.next.add(() -> Uni.createFrom().nothing());
    due.wake();

    // When
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              due.poll();
              return claims.looks.get() > 1;
            });

    // Then
    assertThat(claims.next).isEmpty();
  }

  @Test
  @DisplayName("MSG-17 nor does one that throws")
  void shouldLookAgainAfterALookThatThrows() {
    // Given
    claims.next.add(
        () -> {
          throw new IllegalStateException("no context");
        });
    due.wake();

    // When
    due.poll();

    // Then
    assertThat(claims.looks).hasValue(2);
  }

  /** Looks that go as they are told, and find nothing when they are told nothing. */
  private static final class Claims extends ClaimDueMessages {
    private final Queue<Supplier<Uni<List<Message>>>> next = new ArrayDeque<>();
    private final AtomicInteger looks = new AtomicInteger();

    Claims() {
      super(null, null, null, null, null, null);
    }

    @Override
    Uni<List<Message>> claim(int limit) {
      looks.incrementAndGet();
      return next.isEmpty() ? Uni.createFrom().item(List.of()) : next.remove().get();
    }
  }

  private record Impatient() implements SendingConfig {
    @Override
    public int parallel() {
      return 16;
    }

    @Override
    public Duration poll() {
      return Duration.ofSeconds(1);
    }

    @Override
    public Duration patience() {
      return Duration.ofMillis(200);
    }

    @Override
    public int attempts() {
      return 1;
    }

    @Override
    public Duration backoff() {
      return Duration.ofSeconds(1);
    }
  }
}
