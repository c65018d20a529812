package dev.ramal.messaging.insight;

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
import java.time.LocalDate;
import org.jboss.logging.Logger;

/** Sums past days of every organization, each in a transaction of its own, the latest first. */
@ApplicationScoped
class KeepMessageDays {
  private static final Logger LOG = Logger.getLogger(KeepMessageDays.class);

  private final MessageInsightRepository insight;
  private final SqlTransactions transactions;
  private final MessageInsightConfig config;
  private final Clock clock;

  KeepMessageDays(
      MessageInsightRepository insight,
      SqlTransactions transactions,
      MessageInsightConfig config,
      Clock clock) {
    this.insight = insight;
    this.transactions = transactions;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      identity = "message-days",
      every = "${ramal.messaging.insight.keep-every}",
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

  /** Those of one organization; a day that cannot be summed holds up no other. */
  Uni<Void> keep(TenantId tenant) {
    LocalDate last = InsightDays.lastToKeep(clock.instant());
    LocalDate first = last.minusDays(config.keptDays() - 1L);
    return transactions
        .inTenant(tenant, sql -> insight.daysToKeep(sql, tenant, first, last))
        .onItem()
        .transformToMulti(days -> Multi.createFrom().iterable(days))
        .onItem()
        .transformToUniAndConcatenate(
            day ->
                BestEffort.of(
                    transactions.inTenant(tenant, sql -> insight.keep(sql, tenant, day)),
                    failure ->
                        LOG.warnf("tenant=%s day=%s is summed later: %s", tenant, day, failure)))
        .onItem()
        .ignoreAsUni();
  }
}
