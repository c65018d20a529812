package dev.ramal.kit.consuming;

import dev.ramal.kit.foreground.Foreground;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Makes a flood leave the processors to others: while they have work its sets are small, and after
 * each of them the lane rests for a multiple of what the set took. When nobody else has work, it
 * goes on at once with large ones.
 */
final class BulkPace {
  /** A set that waited for a lock or for the database says nothing of the processors. */
  private static final Duration LONGEST_REST = Duration.ofSeconds(1);

  private final Foreground foreground;
  private final ConsumingConfig config;
  private final Vertx vertx;
  private final LongSupplier nanoTime;

  /**
   * @param nanoTime as {@link System#nanoTime()}
   */
  BulkPace(Foreground foreground, ConsumingConfig config, Vertx vertx, LongSupplier nanoTime) {
    this.foreground = foreground;
    this.config = config;
    this.vertx = vertx;
    this.nanoTime = nanoTime;
  }

  /** Most records of the set that is to begin. */
  int largest() {
    return foreground.isRecent()
        ? Math.min(config.bulkSet(), config.largestSet())
        : config.largestSet();
  }

  /** The same work, ending when the lane has rested. */
  BatchingSubscriber.Work resting(BatchingSubscriber.Work work) {
    return (batch, done) -> {
      long begun = nanoTime.getAsLong();
      return work.on(batch, done).eventually(() -> rest(nanoTime.getAsLong() - begun));
    };
  }

  private Uni<Void> rest(long worked) {
    long millis =
        Math.min(
            (long) (Duration.ofNanos(worked).toMillis() * config.bulkRest()),
            LONGEST_REST.toMillis());
    if (millis < 1 || !foreground.isRecent()) {
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom().emitter(over -> vertx.setTimer(millis, ignored -> over.complete(null)));
  }
}
