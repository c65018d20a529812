package dev.ramal.calls.insight;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Answers that are looked up once for all who ask within a time: whoever asks while one is on its
 * way waits for the same one.
 *
 * <p>Failure policy: a failure is told to those who waited for it and kept for nobody. One that is
 * on its way for too long is not waited for by whoever asks then.
 */
final class SharedAnswers<K, V> {
  /** So long a look-up that has not ended is waited for. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Duration keptFor;
  private final Map<K, Answer<V>> answers = new ConcurrentHashMap<>();

  /**
   * @param keptFor from the moment on at which it was asked for
   */
  SharedAnswers(Duration keptFor) {
    this.keptFor = keptFor;
  }

  /**
   * Comes on the caller's context. It goes on when the one who asked first has left.
   *
   * @param look makes the answer as it is now; does nothing before it is subscribed to
   */
  Uni<V> of(K key, Instant now, Supplier<Uni<V>> look) {
    Context caller = Vertx.currentContext();
    Answer<V> answer =
        answers.compute(
            key,
            (same, known) ->
                known != null && now.isBefore(known.until(keptFor))
                    ? known
                    : new Answer<>(now, look.get()));
    Uni<V> told = answer.told.onFailure().invoke(() -> answers.remove(key, answer));
    return caller == null ? told : told.emitOn(then -> caller.runOnContext(ignored -> then.run()));
  }

  private static final class Answer<V> {
    private final Instant asked;
    private final Uni<V> told;
    private volatile boolean known;

    Answer(Instant asked, Uni<V> look) {
      this.asked = asked;
      this.told = look.invoke(() -> known = true).memoize().indefinitely();
    }

    Instant until(Duration keptFor) {
      return asked.plus(known ? keptFor : PATIENCE);
    }
  }
}
