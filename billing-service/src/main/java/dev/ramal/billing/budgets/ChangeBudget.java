package dev.ramal.billing.budgets;

import dev.ramal.billing.MonthRange;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.ReopeningCause;
import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Sets, changes and withdraws budgets. Each is a version that holds from the current month on, and
 * is judged by what is spent already: while it is, nobody posts to these months, so that no entry
 * falls between two versions.
 */
@ApplicationScoped
class ChangeBudget {
  private final SqlTransactions transactions;
  private final BudgetRepository budgets;
  private final BudgetMonthRepository months;
  private final BudgetNews news;
  private final Outbox outbox;
  private final BudgetConfig config;
  private final MonthRange range;
  private final Clock clock;

  ChangeBudget(
      SqlTransactions transactions,
      BudgetRepository budgets,
      BudgetMonthRepository months,
      BudgetNews news,
      Outbox outbox,
      BudgetConfig config,
      MonthRange range,
      Clock clock) {
    this.transactions = transactions;
    this.budgets = budgets;
    this.months = months;
    this.news = news;
    this.outbox = outbox;
    this.config = config;
    this.range = range;
    this.clock = clock;
  }

  /**
   * @return the budget in the current month
   */
  Uni<BudgetMonth> add(TenantId tenant, BudgetRequest request, String by) {
    Budget said = request.toBudget(UuidV7.next(), by, range.current(), clock.instant());
    return transactions.inTenant(
        tenant,
        sql ->
            budgets
                .lock(sql, tenant)
                .chain(() -> budgets.newest(sql, tenant))
                .invoke(known -> requireRoom(known, said))
                .chain(() -> store(sql, tenant, null, said)));
  }

  /** As it is when nothing is changed. */
  Uni<BudgetMonth> change(TenantId tenant, UUID id, BudgetRequest request, String by) {
    Budget said = request.toBudget(id, by, range.current(), clock.instant());
    return transactions.inTenant(
        tenant,
        sql ->
            budgets
                .lock(sql, tenant)
                .chain(() -> budgets.newest(sql, tenant))
                .chain(
                    known -> {
                      Budget before = find(known, id);
                      if (request.version() != null && request.version() != before.version()) {
                        throw BudgetProblems.notTheNewestBudget(before.version());
                      }
                      requireAlone(known, said);
                      return before.says(said)
                          ? now(sql, tenant, before)
                          : store(
                              sql,
                              tenant,
                              before,
                              before.next(said, range.current(), by, clock.instant()));
                    }));
  }

  Uni<Void> withdraw(TenantId tenant, UUID id, String by) {
    return transactions.inTenant(
        tenant,
        sql ->
            budgets
                .lock(sql, tenant)
                .chain(() -> budgets.newest(sql, tenant))
                .map(known -> find(known, id))
                .chain(
                    before ->
                        store(
                            sql,
                            tenant,
                            before,
                            before.ended(range.current(), by, clock.instant())))
                .replaceWithVoid());
  }

  private void requireRoom(List<Budget> known, Budget said) {
    if (known.size() >= config.perOrganization()) {
      throw BudgetProblems.tooManyBudgets(config.perOrganization());
    }
    requireAlone(known, said);
  }

  private static void requireAlone(List<Budget> known, Budget said) {
    known.stream()
        .filter(other -> !other.id().equals(said.id()) && other.limitsTheSame(said))
        .findFirst()
        .ifPresent(
            other -> {
              throw BudgetProblems.budgetExists(other.id(), other.name());
            });
  }

  private static Budget find(List<Budget> known, UUID id) {
    return known.stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(BudgetProblems::unknownBudget);
  }

  private Uni<BudgetMonth> now(Sql sql, TenantId tenant, Budget budget) {
    return months
        .of(sql, tenant, range.current())
        .map(
            all ->
                all.stream()
                    .filter(found -> found.budget().id().equals(budget.id()))
                    .findFirst()
                    .orElseThrow());
  }

  /**
   * @param before null for a new one
   */
  private Uni<BudgetMonth> store(Sql sql, TenantId tenant, Budget before, Budget after) {
    return months
        .lock(sql, tenant, after.fromMonth())
        .chain(
            open ->
                heldBefore(sql, tenant, before, open)
                    .call(() -> budgets.add(sql, tenant, after))
                    .chain(held -> judge(sql, tenant, after, open, held)))
        .chain(() -> now(sql, tenant, after));
  }

  /** What the version before holds back, by month. */
  private Uni<Map<BillingMonth, BudgetMonth>> heldBefore(
      Sql sql, TenantId tenant, Budget before, List<BillingMonth> open) {
    return before == null
        ? Uni.createFrom().item(Map.of())
        : months
            .of(sql, tenant, before.id(), open)
            .map(
                found ->
                    found.stream()
                        .collect(Collectors.toMap(BudgetMonth::month, Function.identity())));
  }

  private Uni<Void> judge(
      Sql sql,
      TenantId tenant,
      Budget after,
      List<BillingMonth> open,
      Map<BillingMonth, BudgetMonth> held) {
    Instant now = clock.instant();
    return months
        .of(sql, tenant, after.id(), open)
        .chain(
            found -> {
              List<BudgetMonth> made = new ArrayList<>();
              List<OutboxEntry> told = new ArrayList<>();
              for (BudgetMonth month : found) {
                BudgetMonth marked =
                    after.withdrawn() ? month : month.with(BudgetMark.of(month, List.of(), now));
                told.addAll(told(held.get(month.month()), marked, now));
                made.add(marked);
              }
              return Sql.together(
                  List.of(
                      months.endMarks(sql, tenant, after, now),
                      months.addMarks(sql, made),
                      outbox.appendAll(sql, told)));
            });
  }

  /** First what is no longer held back, then what is from now on. */
  private List<OutboxEntry> told(BudgetMonth before, BudgetMonth after, Instant now) {
    List<OutboxEntry> told = new ArrayList<>();
    if (before != null && letsGo(before, after)) {
      ReopeningCause cause =
          after.budget().withdrawn() ? ReopeningCause.DELETED : ReopeningCause.CHANGED;
      told.add(news.reopened(after, cause, now));
    }
    if (before != null && after.highestMark() < before.highestMark()) {
      told.add(news.resolved(before, now));
    }
    told.addAll(news.reached(after));
    return told;
  }

  private static boolean letsGo(BudgetMonth before, BudgetMonth after) {
    return before.stops() && !after.stops()
        || before.prefers().isPresent() && !before.prefers().equals(after.prefers());
  }
}
