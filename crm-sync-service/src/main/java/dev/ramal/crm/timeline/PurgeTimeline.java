package dev.ramal.crm.timeline;

import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Deletes what was long enough ago, in portions. */
@ApplicationScoped
class PurgeTimeline {
  private static final Logger LOG = Logger.getLogger(PurgeTimeline.class);
  private static final int AT_ONCE = 1_000;

  private final SqlTransactions transactions;
  private final TimelineRepository timelines;
  private final TimelineConfig config;
  private final Clock clock;

  PurgeTimeline(
      SqlTransactions transactions,
      TimelineRepository timelines,
      TimelineConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.timelines = timelines;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      every = "${ramal.crm.timeline.purge-every}",
      identity = "purge-timelines",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> purge() {
    return BestEffort.of(
        whileFull(clock.instant().minus(config.keep())),
        failure -> LOG.warnf("purging timelines: %s", failure));
  }

  private Uni<Void> whileFull(Instant before) {
    return transactions
        .acrossTenants(
            "timelines of every organization are kept for the same time",
            sql -> timelines.purge(sql, before, AT_ONCE))
        .chain(gone -> gone < AT_ONCE ? Uni.createFrom().voidItem() : whileFull(before));
  }
}
