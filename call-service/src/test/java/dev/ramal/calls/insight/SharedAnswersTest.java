package dev.ramal.calls.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-790 however many ask at one moment, what the team does is looked up once")
class SharedAnswersTest {
  private static final Instant NOON = Instant.parse("2026-11-30T15:00:00Z");
  private static final Duration KEPT = Duration.ofSeconds(1);

  private final SharedAnswers<String, String> answers = new SharedAnswers<>(KEPT);

  /** Look-ups that have begun, in their order. */
  private final List<UniEmitter<? super String>> begun = new CopyOnWriteArrayList<>();

  private final Supplier<Uni<String>> look = () -> Uni.createFrom().emitter(begun::add);

  @Test
  void shouldLookUpOnceForFiftyAtOnce() throws Exception {
    // Given
    ExecutorService screens = Executors.newFixedThreadPool(50);
    CountDownLatch ready = new CountDownLatch(50);
    CountDownLatch asked = new CountDownLatch(50);
    List<Future<String>> seen = new ArrayList<>();

    // When
    for (int n = 0; n < 50; n++) {
      seen.add(
          screens.submit(
              () -> {
                ready.countDown();
                ready.await();
                var answer = answers.of("aurora", NOON, look).subscribeAsCompletionStage();
                asked.countDown();
                return answer.get(10, TimeUnit.SECONDS);
              }));
    }
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(begun).hasSize(1);
    begun.get(0).complete("busy");

    // Then
    for (Future<String> one : seen) {
      assertThat(one.get(10, TimeUnit.SECONDS)).isEqualTo("busy");
    }
    assertThat(begun).hasSize(1);
    screens.shutdown();
  }

  @Test
  void shouldLookUpForEachOrganization() {
    // When
    ask("aurora", NOON);
    ask("boreal", NOON);

    // Then
    assertThat(begun).hasSize(2);
  }

  @Test
  void shouldKeepAnAnswerAsLongAsItMay() {
    // Given
    ask("aurora", NOON);
    begun.get(0).complete("busy");

    // When
    String last = answers.of("aurora", NOON.plus(KEPT).minusNanos(1), look).await().indefinitely();
    ask("aurora", NOON.plus(KEPT));

    // Then
    assertThat(last).isEqualTo("busy");
    assertThat(begun).hasSize(2);
  }

  @Test
  void shouldWaitForASlowOneButNotForEver() {
    // Given
    ask("aurora", NOON);

    // When
    ask("aurora", NOON.plus(KEPT).plus(KEPT));
    int slow = begun.size();
    ask("aurora", NOON.plus(SharedAnswers.PATIENCE));

    // Then
    assertThat(slow).isEqualTo(1);
    assertThat(begun).hasSize(2);
  }

  @Test
  void shouldGoOnWhenTheOneWhoAskedFirstLeaves() {
    // Given
    Cancellable first = ask("aurora", NOON);
    var second = answers.of("aurora", NOON, look).subscribeAsCompletionStage();

    // When
    first.cancel();
    begun.get(0).complete("busy");

    // Then
    assertThat(second).isCompletedWithValue("busy");
    assertThat(begun).hasSize(1);
  }

  @Test
  void shouldKeepNoFailure() {
    // Given
    var failed = answers.of("aurora", NOON, look).subscribeAsCompletionStage();
    begun.get(0).fail(new IllegalStateException("no database"));

    // When
    var next = answers.of("aurora", NOON, look).subscribeAsCompletionStage();
    begun.get(1).complete("busy");

    // Then
    assertThatThrownBy(failed::join).hasRootCauseMessage("no database");
    assertThat(next).isCompletedWithValue("busy");
  }

  private Cancellable ask(String tenant, Instant now) {
    return answers.of(tenant, now, look).subscribe().with(seen -> {}, failure -> {});
  }
}
