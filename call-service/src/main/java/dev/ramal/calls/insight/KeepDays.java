package dev.ramal.calls.insight;

import dev.ramal.events.TenantId;
import dev.ramal.kit.days.KeepPastDays;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Sums past days of every organization, and forgets how long callers waited the day before. */
@ApplicationScoped
class KeepDays {
  private final InsightRepository insight;
  private final CallerWaits waits;
  private final SqlTransactions transactions;
  private final InsightConfig config;
  private final Clock clock;
  private final KeepPastDays past;

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
    this.past = new KeepPastDays(transactions, InsightRepository.DAYS);
  }

  @Scheduled(
      identity = "insight-days",
      every = "${ramal.insight.keep-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> keep() {
    return past.all(this::keep);
  }

  /** Those of one organization. */
  Uni<Void> keep(TenantId tenant) {
    Instant now = clock.instant();
    return transactions
        .inTenant(tenant, sql -> waits.forget(sql, tenant, now.minus(CallerWaits.KEPT)))
        .chain(() -> past.of(tenant, now, config.keptDays(), insight::keep));
  }
}
