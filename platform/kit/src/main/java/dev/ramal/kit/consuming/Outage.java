package dev.ramal.kit.consuming;

import dev.ramal.kit.consuming.DatabaseWaits.Wait;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Does the same work again for as long as the database is away or this process is ending: nothing
 * is acknowledged or dead-lettered for a trouble that is not the record's.
 */
final class Outage {
  private static final Logger LOG = Logger.getLogger(Outage.class);

  private final Duration firstWait;
  private final Duration longestWait;
  private final BooleanSupplier stopping;
  private final DatabaseWaits waits;

  Outage(Duration firstWait, Duration longestWait, BooleanSupplier stopping, DatabaseWaits waits) {
    this.firstWait = firstWait;
    this.longestWait = longestWait;
    this.stopping = stopping;
    this.waits = waits;
  }

  Uni<Void> waitOut(String consumer, Uni<Void> work) {
    return Uni.createFrom().deferred(() -> attempts(consumer, work, waits.next(consumer)));
  }

  /** For a piece of work that is tried by somebody else. */
  Wait next(String consumer) {
    return waits.next(consumer);
  }

  private Uni<Void> attempts(String consumer, Uni<Void> work, Wait wait) {
    return work.onFailure(this::isOutage)
        .invoke(
            failure -> {
              wait.begin();
              LOG.warnf("consumer=%s waits for its database: %s", consumer, failure);
            })
        .onFailure(this::isOutage)
        .retry()
        .withBackOff(firstWait, longestWait)
        .indefinitely()
        .onTermination()
        .invoke(wait::end);
  }

  boolean isOutage(Throwable failure) {
    return stopping.getAsBoolean() || DatabaseOutage.is(failure);
  }
}
