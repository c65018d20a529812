package dev.ramal.calls.lifecycle;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/**
 * What carriers charged for calls that were stored by a version that did not sum it. Whoever holds
 * a call at this moment is not waited for: it may store it, and sums it then, or leave it as it is.
 */
public final class CallCosts {
  static final String FILL =
      """
      with taken as (
        select ctid as at, id from calls
        where tenant = $1 and requested_at >= $2 and requested_at < $3
          and ended_at is not null and cost_amount is null
        for no key update skip locked),
      told as (
        select k.at, costs.amount, costs.currency
        from taken k
        cross join lateral (
          select sum(amount) as amount, min(currency) as currency
          from (
            select distinct on (leg) (data::jsonb ->> 'amount')::numeric as amount,
              data::jsonb ->> 'currency' as currency
            from call_facts
            where tenant = $1 and call_id = k.id and kind = 'Costed'
              and data::jsonb ->> 'amount' is not null
              and data::jsonb ->> 'currency' ~ '^[A-Z]{3}$'
            order by leg, at desc, sequence desc nulls last, fact_id desc) legs
          having count(distinct currency) = 1) costs),
      summed as (
        update calls c set cost_amount = told.amount, cost_currency = told.currency
        from told where c.ctid = told.at)
      select (select count(*) from calls
          where tenant = $1 and requested_at >= $2 and requested_at < $3
            and ended_at is not null and cost_amount is null)
        > (select count(*) from taken)
      """;

  private CallCosts() {}

  /**
   * Of the calls of that time that are over and of which nothing is summed.
   *
   * @return whether somebody held one of them: then it is to be done again
   */
  public static Uni<Boolean> fill(Sql sql, TenantId tenant, Instant begin, Instant until) {
    Object[] times =
        Columns.of(List.of()).scalar(tenant.value()).scalar(begin).scalar(until).parameters();
    return sql.query(FILL, times).map(rows -> rows.get(0).bool(0));
  }
}
