package dev.ramal.billing.plans;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** In which months which organizations have a plan. */
@ApplicationScoped
public class PlannedMonths {
  private static final String BETWEEN =
      """
      select planned.tenant, months.month
      from (select distinct tenant from plan_assignments where plan_code is not null) planned
      cross join (
        select to_char(first_day, 'YYYY-MM') as month
        from generate_series(cast($1::text || '-01' as timestamp),
          cast($2::text || '-01' as timestamp), interval '1 month') as first_day) months
      cross join lateral (
        select p.plan_code from plan_assignments p
        where p.tenant = planned.tenant and p.from_month <= months.month
        order by p.from_month desc, p.seq desc limit 1) chosen
      where chosen.plan_code is not null
      order by planned.tenant, months.month
      """;

  /** A month of an organization. */
  public record PlannedMonth(TenantId tenant, BillingMonth month) {}

  /**
   * @param last the month itself counts
   * @return what was chosen last for each month; of a plan that ends within one, what follows it
   */
  @AcrossTenants("who has a plan is asked of all organizations in one round")
  public Uni<List<PlannedMonth>> between(Sql sql, BillingMonth first, BillingMonth last) {
    return sql.query(BETWEEN, first.toString(), last.toString())
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new PlannedMonth(
                                TenantId.of(row.text(0)), BillingMonth.of(row.text(1))))
                    .toList());
  }
}
