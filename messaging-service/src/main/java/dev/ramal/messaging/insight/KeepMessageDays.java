package dev.ramal.messaging.insight;

import dev.ramal.events.TenantId;
import dev.ramal.kit.days.KeepPastDays;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Sums past days of every organization. */
@ApplicationScoped
class KeepMessageDays {
  private final MessageInsightRepository insight;
  private final MessageInsightConfig config;
  private final Clock clock;
  private final KeepPastDays past;

  KeepMessageDays(
      MessageInsightRepository insight,
      SqlTransactions transactions,
      MessageInsightConfig config,
      Clock clock) {
    this.insight = insight;
    this.config = config;
    this.clock = clock;
    this.past = new KeepPastDays(transactions, MessageInsightRepository.DAYS);
  }

  @Scheduled(
      identity = "message-days",
      every = "${ramal.messaging.insight.keep-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> keep() {
    return past.all(this::keep);
  }

  /** Those of one organization. */
  Uni<Void> keep(TenantId tenant) {
    return past.of(tenant, clock.instant(), config.keptDays(), insight::keep);
  }
}
