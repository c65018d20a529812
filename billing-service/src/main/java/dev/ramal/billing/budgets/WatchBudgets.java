package dev.ramal.billing.budgets;

import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks, with each set of entries, whether a budget is reached: one question in the transaction
 * that writes them, and two statements more when there is something to tell.
 *
 * <p>Failure policy: what is told of a budget is written with the entries that reached it, or
 * neither is. Sets that post to one month of an organization follow each other, because each holds
 * the month's sum until it commits; so each threshold is found by exactly one of them.
 */
@ApplicationScoped
public class WatchBudgets {
  private final BudgetMonthRepository months;
  private final BudgetNews news;
  private final Outbox outbox;
  private final Clock clock;
  private final Counter reached;

  WatchBudgets(
      BudgetMonthRepository months,
      BudgetNews news,
      Outbox outbox,
      Clock clock,
      MeterRegistry metrics) {
    this.months = months;
    this.news = news;
    this.outbox = outbox;
    this.clock = clock;
    this.reached =
        Counter.builder("ramal.billing.budget.thresholds")
            .description("Thresholds of budgets that were reached")
            .register(metrics);
  }

  /**
   * Asked for behind the statement that appends the entries; need not wait for its answer.
   *
   * @param entries that are appended, in order
   */
  public Uni<Void> watch(Sql sql, List<LedgerEntry> entries) {
    return entries.isEmpty()
        ? Uni.createFrom().voidItem()
        : months.reached(sql, entries).chain(found -> tell(sql, found, entries));
  }

  /** The marks that are made for what is found, each told of. */
  private Uni<Void> tell(Sql sql, List<BudgetMonth> found, List<LedgerEntry> entries) {
    Instant now = clock.instant();
    List<BudgetMonth> made = new ArrayList<>();
    List<OutboxEntry> told = new ArrayList<>();
    for (BudgetMonth month : found) {
      BudgetMonth marked = month.with(BudgetMark.of(month, entries, now));
      made.add(marked);
      told.addAll(news.reached(marked));
    }
    if (made.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.together(List.of(months.addMarks(sql, made), outbox.appendAll(sql, told)))
        .invoke(() -> made.forEach(month -> reached.increment(month.marks().size())));
  }
}
