package dev.ramal.billing.estimates;

import dev.ramal.billing.MonthRange;
import dev.ramal.billing.metering.OverdueCostRepository;
import dev.ramal.billing.metering.OverdueCostRepository.Overdue;
import dev.ramal.billing.metering.OverdueCostRepository.OverduePage;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Tells people of costs that carriers have not named although they were asked for long enough: once
 * for each organization and day on which more have become overdue, however many there are, and that
 * it is over when none is left. Of amounts an alert says nothing: it is read by more people than
 * costs are ({@link dev.ramal.billing.CostVisibility}).
 *
 * <p>Failure policy: what a round could not tell the next one does; what was told is written down
 * in the same transaction.
 */
@ApplicationScoped
class TellOverdueCosts {
  static final String TITLE = "Custos continuam estimados";

  private static final Logger LOG = Logger.getLogger(TellOverdueCosts.class);
  private static final String SERVICE = "billing-service";

  /** Organizations of one transaction. */
  private static final int AT_ONCE = 50;

  private final SqlTransactions transactions;
  private final OverdueCostRepository costs;
  private final Events events;
  private final Outbox outbox;
  private final EstimateConfig config;
  private final MonthRange range;
  private final Clock clock;
  private final AtomicBoolean busy = new AtomicBoolean();

  TellOverdueCosts(
      SqlTransactions transactions,
      OverdueCostRepository costs,
      Events events,
      Outbox outbox,
      EstimateConfig config,
      MonthRange range,
      Clock clock) {
    this.transactions = transactions;
    this.costs = costs;
    this.events = events;
    this.outbox = outbox;
    this.config = config;
    this.range = range;
    this.clock = clock;
  }

  @Scheduled(
      identity = "overdue-costs",
      every = "${ramal.billing.estimates.every}",
      delayed = "${ramal.billing.estimates.every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> goRound() {
    return BestEffort.of(
        round(), failure -> LOG.warnf("overdue costs are told later: %s", failure));
  }

  /** Nothing while another round runs. */
  Uni<Void> round() {
    if (!busy.compareAndSet(false, true)) {
      return Uni.createFrom().voidItem();
    }
    return Uni.join()
        .all(tell(), end())
        .usingConcurrencyOf(1)
        .andCollectFailures()
        .replaceWithVoid()
        .onTermination()
        .invoke(() -> busy.set(false));
  }

  /** Some organizations at a time: what is told stays told, whatever becomes of the others. */
  private Uni<Void> tell() {
    Instant now = clock.instant();
    Instant before = now.minus(config.overdueAfter());
    AtomicReference<TenantId> behind = new AtomicReference<>();
    return Uni.createFrom()
        .deferred(() -> tell(before, now, behind.get()))
        .invoke(page -> behind.set(page.last()))
        .repeat()
        .whilst(page -> page.last() != null)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<OverduePage> tell(Instant before, Instant now, TenantId behind) {
    return transactions.acrossTenants(
        "costs of all organizations are looked after",
        sql ->
            costs
                .tell(sql, before, range.today(), now, behind, AT_ONCE)
                .call(
                    page ->
                        outbox.appendAll(
                            sql, page.overdue().stream().map(one -> raised(one, now)).toList())));
  }

  private Uni<Void> end() {
    Instant now = clock.instant();
    return transactions.acrossTenants(
        "costs of all organizations are looked after",
        sql ->
            costs
                .end(sql, now.minus(config.overdueAfter()), now)
                .chain(
                    over ->
                        outbox.appendAll(
                            sql, over.stream().map(tenant -> resolved(tenant, now)).toList())));
  }

  private OutboxEntry raised(Overdue overdue, Instant now) {
    return alert(
        overdue.tenant(),
        new AlertRaised(
            UuidV7.next().toString(),
            SERVICE,
            "warning",
            TITLE,
            ("Há %s linhas a mais de que a operadora não disse o preço em %d dias, embora"
                    + " perguntada. Veja GET /api/billing/estimates?state=overdue; POST"
                    + " /api/billing/estimates/ask pergunta de novo.")
                .formatted(
                    overdue.isMore() ? "mais de " + OverdueCostRepository.COUNTED : overdue.lines(),
                    config.overdueAfter().toDays()),
            null,
            now));
  }

  private OutboxEntry resolved(TenantId tenant, Instant now) {
    return alert(tenant, new AlertResolved(SERVICE, TITLE, null, now));
  }

  private OutboxEntry alert(TenantId tenant, Record data) {
    return OutboxEntry.of(events.create(tenant, Topics.ALERTS, tenant.value(), null, data));
  }
}
