package dev.ramal.kit.consuming;

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

  Outage(Duration firstWait, Duration longestWait, BooleanSupplier stopping) {
    this.firstWait = firstWait;
    this.longestWait = longestWait;
    this.stopping = stopping;
  }

  Uni<Void> waitOut(String consumer, Uni<Void> work) {
    return work.onFailure(this::isOutage)
        .invoke(failure -> LOG.warnf("consumer=%s waits for its database: %s", consumer, failure))
        .onFailure(this::isOutage)
        .retry()
        .withBackOff(firstWait, longestWait)
        .indefinitely();
  }

  private boolean isOutage(Throwable failure) {
    return stopping.getAsBoolean() || DatabaseOutage.is(failure);
  }
}
