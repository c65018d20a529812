package dev.ramal.crm.activities;

import dev.ramal.crm.activity.ActivityState;
import dev.ramal.crm.prices.CallPriceRepository;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Deletes what is done with, or nobody has looked at for long, in portions. */
@ApplicationScoped
class PurgeActivities {
  private static final Logger LOG = Logger.getLogger(PurgeActivities.class);
  private static final int AT_ONCE = 1_000;

  private final SqlTransactions transactions;
  private final ActivityRepository activities;
  private final CallPriceRepository prices;
  private final ActivityConfig config;
  private final Clock clock;

  PurgeActivities(
      SqlTransactions transactions,
      ActivityRepository activities,
      CallPriceRepository prices,
      ActivityConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.activities = activities;
    this.prices = prices;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      every = "${ramal.crm.activities.purge-every}",
      identity = "purge-activities",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> purge() {
    var now = clock.instant();
    Uni<Void> all =
        whileFull(
                sql ->
                    activities.purge(
                        sql, ActivityState.SYNCED, now.minus(config.keepSynced()), AT_ONCE))
            .chain(
                () ->
                    whileFull(
                        sql ->
                            activities.purge(
                                sql,
                                ActivityState.FAILED,
                                now.minus(config.keepFailed()),
                                AT_ONCE)))
            .chain(
                () ->
                    whileFull(
                        sql ->
                            activities.purgeRecordings(
                                sql, now.minus(config.keepRecordings()), AT_ONCE)))
            .chain(
                () -> whileFull(sql -> prices.purge(sql, now.minus(config.keepFailed()), AT_ONCE)));
    return BestEffort.of(all, failure -> LOG.warnf("purging activities: %s", failure));
  }

  private Uni<Void> whileFull(Function<Sql, Uni<Integer>> portion) {
    return transactions
        .acrossTenants("records of every organization are kept for the same time", portion)
        .chain(deleted -> deleted < AT_ONCE ? Uni.createFrom().voidItem() : whileFull(portion));
  }
}
