package dev.ramal.billing.budgets;

import dev.ramal.billing.budgets.Budget.CarrierSwitch;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.BudgetMeasure;
import dev.ramal.events.BudgetScope;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Versions of budgets at rest. None is ever changed in place. */
@ApplicationScoped
class BudgetRepository {
  /** As {@link #budget} reads them; subjects are ids without a line break. */
  static final String COLUMNS =
      """
      v.tenant, cast(v.budget_id as text), v.version, v.from_month, v.withdrawn, v.name, v.scope,
      array_to_string(v.subjects, chr(10)), v.measure, v.amount, array_to_string(v.thresholds, ' '),
      v.hard_stop, v.switch_at, v.switch_to, v.changed_by, v.changed_at
      """;

  /** How many there are. */
  static final int WIDTH = 16;

  /** The row that is to be locked may not exist yet. */
  private static final String TURN =
      "select pg_advisory_xact_lock(hashtext('budget_versions'), hashtext($1))";

  private static final String NEWEST =
      "select * from (select distinct on (v.budget_id) "
          + COLUMNS
          + """
           from budget_versions v where v.tenant = $1 order by v.budget_id, v.version desc) newest
          where not withdrawn
          """;

  /** What agents who joined or left had come to by now stays in the month as it was booked. */
  private static final String ADD =
      """
      with before as (
        select * from budget_versions
        where tenant = $1 and budget_id = $2 and version = $3 - 1
          and scope = 'agents' and $7::text = 'agents'),
      moved as (
        select coalesce(sum(m.price * member.times), 0) as price,
          coalesce(sum(m.cost * member.times), 0) as cost
        from before b
        join month_spend m on m.tenant = b.tenant and m.month = $4 and m.scope = 'agents'
        cross join lateral (
          select (m.subject = any(b.subjects))::int - (m.subject = any($8::text[]))::int as times
        ) member),
      carried as (
        select coalesce(sum(price), 0) as price, coalesce(sum(cost), 0) as cost from (
          select price, cost from moved
          union all select carried_price, carried_cost from before where from_month = $4) parts)
      insert into budget_versions (tenant, budget_id, version, from_month, withdrawn, name, scope,
        subjects, measure, amount, thresholds, percents, hard_stop, switch_at, switch_to,
        changed_by, changed_at, carried_price, carried_cost)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text::numeric, $11, $12, $13, $14, $15, $16,
        $17, (select price from carried), (select cost from carried))
      """;

  /** Whoever else changes budgets of the organization waits until this transaction is over. */
  Uni<Void> lock(Sql sql, TenantId tenant) {
    return sql.query(TURN, tenant.value()).replaceWithVoid();
  }

  /** Those that are not withdrawn, each in its newest version. */
  Uni<List<Budget>> newest(Sql sql, TenantId tenant) {
    return sql.query(NEWEST, tenant.value())
        .map(rows -> rows.stream().map(row -> budget(row, 0)).toList());
  }

  Uni<Optional<Budget>> find(Sql sql, TenantId tenant, UUID id) {
    return newest(sql, tenant)
        .map(all -> all.stream().filter(one -> one.id().equals(id)).findFirst());
  }

  Uni<Void> add(Sql sql, TenantId tenant, Budget budget) {
    CarrierSwitch carriers = budget.carrierSwitch();
    Object[] parameters =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(budget.id())
            .scalar(budget.version())
            .scalar(budget.fromMonth().toString())
            .scalar(budget.withdrawn())
            .scalar(budget.name())
            .scalar(budget.scope().wire())
            .scalar(budget.spenders().toArray(String[]::new))
            .scalar(budget.measure().wire())
            .scalar(budget.amount().amount().toPlainString())
            .scalar(budget.thresholds().toArray(Integer[]::new))
            .scalar(budget.percents().toArray(Integer[]::new))
            .scalar(budget.hardStop())
            .scalar(carriers == null ? null : carriers.atPercent())
            .scalar(carriers == null ? null : carriers.prefer())
            .scalar(budget.changedBy())
            .scalar(budget.changedAt())
            .parameters();
    return sql.query(ADD, parameters).replaceWithVoid();
  }

  /**
   * @param at column in which {@link #COLUMNS} begin
   */
  static Budget budget(SqlRow row, int at) {
    BudgetScope scope = BudgetScope.find(row.text(at + 6));
    Integer switchAt = row.integer(at + 12);
    return new Budget(
        UUID.fromString(row.text(at + 1)),
        row.integer(at + 2),
        BillingMonth.of(row.text(at + 3)),
        row.bool(at + 4),
        row.text(at + 5),
        scope,
        scope == BudgetScope.ORGANIZATION ? List.of() : List.of(row.text(at + 7).split("\n")),
        BudgetMeasure.find(row.text(at + 8)),
        new Money(row.decimal(at + 9), "BRL"),
        numbers(row.text(at + 10)),
        row.bool(at + 11),
        switchAt == null ? null : new CarrierSwitch(switchAt, row.text(at + 13)),
        row.text(at + 14),
        row.instant(at + 15));
  }

  private static List<Integer> numbers(String text) {
    return Stream.of(text.split(" "))
        .filter(word -> !word.isEmpty())
        .map(Integer::valueOf)
        .toList();
  }
}
