package dev.ramal.billing.estimates;

import dev.ramal.billing.metering.CostEstimateRepository;
import dev.ramal.billing.metering.CostEstimateRepository.Asked;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.billing.CarrierPriceRequested;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Has carriers asked again what lines have cost: whoever has the call or message is told, once for
 * each, and asks. Asked for twice within a while it is asked once.
 */
@ApplicationScoped
class AskForCosts {
  private final SqlTransactions transactions;
  private final CostEstimateRepository estimates;
  private final Events events;
  private final Outbox outbox;
  private final EstimateConfig config;
  private final Clock clock;

  AskForCosts(
      SqlTransactions transactions,
      CostEstimateRepository estimates,
      Events events,
      Outbox outbox,
      EstimateConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.estimates = estimates;
    this.events = events;
    this.outbox = outbox;
    this.config = config;
    this.clock = clock;
  }

  /**
   * @param usageIds null for all that are overdue, the oldest first, as many as may be at once
   * @return how many lines are asked for; those that lately were are none of them
   */
  Uni<Long> ask(TenantId tenant, List<UUID> usageIds, String by) {
    Instant now = clock.instant();
    return transactions.inTenant(
        tenant,
        sql ->
            estimates
                .ask(
                    sql,
                    tenant,
                    usageIds,
                    now.minus(config.overdueAfter()),
                    now.minus(config.askAgainAfter()),
                    config.askAtOnce(),
                    by,
                    now)
                .call(
                    asked ->
                        outbox.appendAll(
                            sql, asked.stream().map(one -> told(tenant, one, by, now)).toList()))
                .map(asked -> asked.stream().mapToLong(Asked::lines).sum()));
  }

  /** Under the key of the organization, as everything that is told of its money. */
  private OutboxEntry told(TenantId tenant, Asked asked, String by, Instant now) {
    return OutboxEntry.of(
        events.createForTenant(
            tenant,
            Topics.BILLING,
            asked.subjectId(),
            null,
            new CarrierPriceRequested(asked.subject(), asked.subjectId(), by, now)));
  }
}
