package dev.ramal.billing.budgets;

import dev.ramal.billing.MonthRange;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.ReopeningCause;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Tells that months of budgets are over: what they held back goes on, and their alerts end. Whoever
 * was stopped is so by the clock alone ({@code endsAt}); nobody waits for this.
 *
 * <p>Failure policy: what a round could not tell the next one does. It looks for what is due since
 * whenever, so a midnight that does not exist is not missed.
 */
@ApplicationScoped
class EndBudgetMonths {
  private static final Logger LOG = Logger.getLogger(EndBudgetMonths.class);

  private final SqlTransactions transactions;
  private final BudgetMonthRepository months;
  private final BudgetNews news;
  private final Outbox outbox;
  private final MonthRange range;
  private final BudgetConfig config;
  private final Clock clock;
  private final AtomicBoolean busy = new AtomicBoolean();

  EndBudgetMonths(
      SqlTransactions transactions,
      BudgetMonthRepository months,
      BudgetNews news,
      Outbox outbox,
      MonthRange range,
      BudgetConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.months = months;
    this.news = news;
    this.outbox = outbox;
    this.range = range;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      identity = "budget-months",
      every = "${ramal.billing.budgets.end-months-every}",
      delayed = "${ramal.billing.budgets.end-months-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> goRound() {
    return BestEffort.of(
        round(), failure -> LOG.warnf("months of budgets are ended later: %s", failure));
  }

  /** Nothing while another round runs. */
  Uni<Void> round() {
    if (!busy.compareAndSet(false, true)) {
      return Uni.createFrom().voidItem();
    }
    return endSome().onTermination().invoke(() -> busy.set(false));
  }

  private Uni<Void> endSome() {
    BillingMonth current = range.current();
    return transactions
        .acrossTenants(
            "months of all organizations' budgets are over",
            sql -> {
              Instant now = clock.instant();
              return months
                  .endMonths(sql, current, config.endAtOnce(), now)
                  .call(ended -> outbox.appendAll(sql, told(ended, now)));
            })
        .chain(ended -> ended.isEmpty() ? Uni.createFrom().voidItem() : endSome());
  }

  private List<OutboxEntry> told(List<BudgetMonth> ended, Instant now) {
    List<OutboxEntry> told = new ArrayList<>();
    for (BudgetMonth month : ended) {
      if (month.stops() || month.prefers().isPresent()) {
        told.add(news.reopened(month, ReopeningCause.MONTH_ENDED, now));
      }
      told.add(news.resolved(month, now));
    }
    return told;
  }
}
