package dev.ramal.billing.recurring;

import dev.ramal.billing.ledger.Attribution;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.plans.PlannedMonths;
import dev.ramal.billing.plans.PlannedMonths.PlannedMonth;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * What it takes to be there for an organization: one usage for each month in which it used
 * anything, a number or the store among that, or has a plan. A month is whole: nobody serves half
 * an organization. What becomes known late makes its month late, and never twice.
 *
 * <p>The first entry of a month writes the month's row (a trigger of the sums of spending); those
 * of plans are written here.
 */
@ApplicationScoped
class InfrastructureMonths {
  /** The month of the last round counts: who chose a plan after it is found by the next one. */
  private static final String LAST_ROUND =
      "select coalesce(max(month), $1) from infrastructure_rounds where month between $1 and $2";

  private static final String PLANNED =
      """
      insert into infrastructure_months (tenant, month)
      select * from unnest($1::text[], $2::text[]) on conflict do nothing
      """;

  private static final String DONE =
      "insert into infrastructure_rounds (month) values ($1) on conflict do nothing";

  /** Whoever has one locked meters it. */
  private static final String CLAIM =
      """
      update infrastructure_months m set metered = true
      from (
        select tenant, month from infrastructure_months
        where not metered and month between $1 and $2
        order by month, tenant limit $3::int
        for update skip locked) due
      where m.tenant = due.tenant and m.month = due.month
      returning m.tenant, m.month
      """;

  private final PlannedMonths planned;

  InfrastructureMonths(PlannedMonths planned) {
    this.planned = planned;
  }

  /**
   * Notes who has a plan, in each month since it was noted last.
   *
   * @param first month that is looked at
   * @param current month that runs
   */
  @AcrossTenants("the infrastructure of all organizations is metered in the same round")
  Uni<Void> note(Sql sql, BillingMonth first, BillingMonth current) {
    if (first.compareTo(current) > 0) {
      return Uni.createFrom().voidItem();
    }
    return sql.query(LAST_ROUND, first.toString(), current.toString())
        .chain(rows -> planned.between(sql, BillingMonth.of(rows.get(0).text(0)), current))
        .chain(months -> sql.query(PLANNED, columns(months)))
        .chain(() -> sql.query(DONE, current.toString()))
        .replaceWithVoid();
  }

  /**
   * @param first month that is looked at
   * @param current month that runs
   * @return what is to be posted in the same transaction
   */
  @AcrossTenants("the infrastructure of all organizations is metered in the same round")
  Uni<List<Used>> claim(Sql sql, BillingMonth first, BillingMonth current, int most) {
    return sql.query(CLAIM, first.toString(), current.toString(), most)
        .map(rows -> rows.stream().map(InfrastructureMonths::used).toList());
  }

  private static Object[] columns(List<PlannedMonth> months) {
    return Columns.of(months).text(PlannedMonth::tenant).text(PlannedMonth::month).parameters();
  }

  private static Used used(SqlRow row) {
    BillingMonth month = BillingMonth.of(row.text(1));
    return new Used(
        new UsageKey(
            TenantId.of(row.text(0)),
            UsageKey.INFRASTRUCTURE,
            month.toString(),
            null,
            Meter.INFRASTRUCTURE_MONTH),
        0,
        new Usage(Meter.INFRASTRUCTURE_MONTH, null, null, null, null, null, 1, month.start()),
        Attribution.UNKNOWN);
  }
}
