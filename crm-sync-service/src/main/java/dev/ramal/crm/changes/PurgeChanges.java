package dev.ramal.crm.changes;

import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Deletes what was done with deals long ago, in portions. */
@ApplicationScoped
class PurgeChanges {
  private static final Logger LOG = Logger.getLogger(PurgeChanges.class);
  private static final int AT_ONCE = 1_000;

  private final SqlTransactions transactions;
  private final DealChangeRepository changes;
  private final DealPartRepository parts;
  private final ChangeConfig config;
  private final Clock clock;

  PurgeChanges(
      SqlTransactions transactions,
      DealChangeRepository changes,
      DealPartRepository parts,
      ChangeConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.changes = changes;
    this.parts = parts;
    this.config = config;
    this.clock = clock;
  }

  /** How long is kept what was done with deals. */
  @ConfigMapping(prefix = "ramal.crm.changes")
  interface ChangeConfig {
    /**
     * Since it was planned. Longer than calls.events.v1 keeps a call, and than a note may wait: the
     * same would otherwise be done again.
     */
    @WithDefault("180D")
    Duration keep();

    /** How often is looked for what need not be kept. */
    @WithDefault("10M")
    Duration purgeEvery();
  }

  @Scheduled(
      every = "${ramal.crm.changes.purge-every}",
      identity = "purge-crm-changes",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    Instant before = clock.instant().minus(config.keep());
    Uni<Void> all =
        whileFull(sql -> changes.purge(sql, before, AT_ONCE))
            .chain(() -> whileFull(sql -> parts.purge(sql, before, AT_ONCE)));
    return BestEffort.of(all, failure -> LOG.warnf("purging changes of deals: %s", failure));
  }

  private Uni<Void> whileFull(Function<Sql, Uni<Integer>> portion) {
    return transactions
        .acrossTenants("records of every organization are kept for the same time", portion)
        .chain(deleted -> deleted < AT_ONCE ? Uni.createFrom().voidItem() : whileFull(portion));
  }
}
