package dev.ramal.calls.insight;

import dev.ramal.events.TenantId;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.time.InsightDays;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.jboss.logging.Logger;

/**
 * Sums past days of every organization, each in a transaction of its own, the latest first, and
 * forgets how long callers waited the day before.
 */
@ApplicationScoped
class KeepDays {
  private static final Logger LOG = Logger.getLogger(KeepDays.class);

  private final InsightRepository insight;
  private final CallerWaits waits;
  private final SqlTransactions transactions;
  private final InsightConfig config;
  private final Clock clock;

  KeepDays(
      InsightRepository insight,
      CallerWaits waits,
      SqlTransactions transactions,
      InsightConfig config,
      Clock clock) {
    this.insight = insight;
    this.waits = waits;
    this.transactions = transactions;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      identity = "insight-days",
      every = "${ramal.insight.keep-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> keep() {
    return BestEffort.of(
        transactions
            .acrossTenants("past days of all organizations are summed", insight::tenants)
            .onItem()
            .transformToMulti(tenants -> Multi.createFrom().iterable(tenants))
            .onItem()
            .transformToUniAndConcatenate(
                tenant ->
                    BestEffort.of(
                        keep(tenant),
                        failure ->
                            LOG.warnf("tenant=%s days are summed later: %s", tenant, failure)))
            .onItem()
            .ignoreAsUni(),
        failure -> LOG.warnf("past days are summed later: %s", failure));
  }

  /** Those of one organization. */
  Uni<Void> keep(TenantId tenant) {
    Instant now = clock.instant();
    LocalDate last = InsightDays.lastToKeep(now);
    LocalDate first = last.minusDays(config.keptDays() - 1L);
    return transactions
        .inTenant(
            tenant,
            sql ->
                waits
                    .forget(sql, tenant, now.minus(CallerWaits.KEPT))
                    .chain(() -> insight.daysToKeep(sql, tenant, first, last)))
        .onItem()
        .transformToMulti(days -> Multi.createFrom().iterable(days))
        .onItem()
        .transformToUniAndConcatenate(
            day -> transactions.inTenant(tenant, sql -> insight.keep(sql, tenant, day)))
        .onItem()
        .ignoreAsUni();
  }
}
