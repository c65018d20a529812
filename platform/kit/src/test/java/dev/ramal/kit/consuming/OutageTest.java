package dev.ramal.kit.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a rule sees of a consumer that waits for its database. */
class OutageTest {
  private static final Duration WAIT = Duration.ofMillis(2);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicLong nanos = new AtomicLong(Duration.ofDays(9).toNanos());
  private final DatabaseWaits waits = new DatabaseWaits(meters, nanos::get);
  private final Outage outage = new Outage(WAIT, WAIT, () -> false, waits);

  OutageTest() {
    waits.watch("facts");
    waits.watch("prices");
  }

  @Test
  void shouldTellForHowLongAConsumerHasBeenWaiting() {
    // Given
    Work work = new Work();
    UniAssertSubscriber<Void> waiting = begin("facts", work);
    work.awaitAttempts(2);

    // When
    pass(Duration.ofSeconds(90));
    work.awaitAttempts(2);

    // Then
    assertThat(told("facts")).isEqualTo(90);
    assertThat(told("prices")).isZero();

    // When
    work.failure.set(null);

    // Then
    waiting.awaitItem();
    assertThat(told("facts")).isZero();
  }

  @Test
  void shouldTellOfTheOneThatWaitsLongest() {
    // Given: lanes of one consumer
    Work first = new Work();
    Work second = new Work();
    UniAssertSubscriber<Void> longest = begin("facts", first);
    first.awaitAttempts(1);
    pass(Duration.ofSeconds(30));
    UniAssertSubscriber<Void> shorter = begin("facts", second);
    second.awaitAttempts(1);
    pass(Duration.ofSeconds(30));
    assertThat(told("facts")).isEqualTo(60);

    // When
    first.failure.set(null);
    longest.awaitItem();

    // Then
    assertThat(told("facts")).isEqualTo(30);
    second.failure.set(null);
    shorter.awaitItem();
    assertThat(told("facts")).isZero();
  }

  @Test
  void shouldTellOfNoWaitForARecordsOwnTrouble() {
    // Given
    Work work = new Work();
    UniAssertSubscriber<Void> waiting = begin("facts", work);
    work.awaitAttempts(1);
    pass(Duration.ofSeconds(5));
    assertThat(told("facts")).isEqualTo(5);

    // When
    work.failure.set(new IllegalStateException("a bug"));

    // Then
    waiting.awaitFailure().assertFailedWith(IllegalStateException.class);
    assertThat(told("facts")).isZero();
  }

  @Test
  void shouldForgetWhatIsGivenUp() {
    // Given
    Work work = new Work();
    UniAssertSubscriber<Void> waiting = begin("facts", work);
    work.awaitAttempts(1);

    // When
    waiting.cancel();
    pass(Duration.ofMinutes(5));

    // Then
    assertThat(told("facts")).isZero();
  }

  private UniAssertSubscriber<Void> begin(String consumer, Work work) {
    return outage
        .waitOut(consumer, work.attempt())
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create());
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private double told(String consumer) {
    return meters.get("ramal.consuming.outage.seconds").tag("consumer", consumer).gauge().value();
  }

  /** Fails as long as it is told to. */
  private static final class Work {
    private final AtomicReference<Throwable> failure =
        new AtomicReference<>(new ConnectException("refused"));

    private final AtomicInteger attempts = new AtomicInteger();

    Uni<Void> attempt() {
      return Uni.createFrom()
          .voidItem()
          .invoke(attempts::incrementAndGet)
          .chain(
              () -> {
                Throwable now = failure.get();
                return now == null ? Uni.createFrom().voidItem() : Uni.createFrom().failure(now);
              });
    }

    /** So many more: the wait of the one before them has begun. */
    void awaitAttempts(int more) {
      int before = attempts.get();
      await().until(() -> attempts.get() > before + more);
    }
  }
}
