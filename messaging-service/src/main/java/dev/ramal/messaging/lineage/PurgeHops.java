package dev.ramal.messaging.lineage;

import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Keeps the index within its bounds: what is older than rows are kept goes, and of what is newer
 * the oldest where there is more than may be.
 */
@ApplicationScoped
class PurgeHops {
  private static final Logger LOG = Logger.getLogger(PurgeHops.class);

  private final SqlTransactions transactions;
  private final HopRepository hops;
  private final LineageConfig config;

  PurgeHops(SqlTransactions transactions, HopRepository hops, LineageConfig config) {
    this.transactions = transactions;
    this.hops = hops;
    this.config = config;
  }

  @Scheduled(
      identity = "purge-lineage",
      every = "${ramal.lineage.purge-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return config.enabled()
        ? BestEffort.of(purge(), failure -> LOG.warnf("old events are purged later: %s", failure))
        : Uni.createFrom().voidItem();
  }

  /** As often as it takes, some rows in each transaction. */
  private Uni<Void> purge() {
    return Uni.createFrom()
        .deferred(this::some)
        .repeat()
        .whilst(purged -> purged == HopRepository.PURGED_AT_ONCE)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Long> some() {
    return transactions.acrossTenants(
        "the oldest of all organizations go first",
        sql -> hops.purge(sql, config.keep(), config.mostEvents()));
  }
}
