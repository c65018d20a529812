package dev.ramal.billing.losses;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Which rules sold at a loss on which day, and whether that is over. */
@ApplicationScoped
class LossAlertRepository {
  /**
   * In one order everywhere, so that two sets wait for each other and never both. What the set adds
   * stands beside what was known of the day, as it was before the statement.
   */
  private static final String ADD =
      """
      with added as (
        insert into loss_alerts
          (tenant, day, tariff, rule, told_as, usage_id, cost, price, raised_at)
        select tenant, cast($8::text as date), tariff, rule, told_as, cast(usage_id as uuid),
          cast(cost as numeric), cast(price as numeric), $9
        from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
          $7::text[]) as sold (tenant, tariff, rule, told_as, usage_id, cost, price)
        order by tenant, tariff, rule
        on conflict (tenant, day, tariff, rule) do nothing
        returning tenant, tariff, rule, told_as, usage_id, raised_at),
      known as (
        select tenant, tariff, rule, told_as, usage_id, raised_at, true as is_new from added
        union all
        select tenant, tariff, rule, told_as, usage_id, raised_at, false from loss_alerts
        where tenant in (select tenant from added) and day = cast($8::text as date)),
      placed as (
        select *, count(*) over day as rules, count(*) filter (where not is_new) over day as before,
          row_number() over (partition by tenant order by is_new, raised_at, tariff, rule) as place
        from known window day as (partition by tenant))
      select tenant, tariff, rule, told_as, cast(usage_id as text), rules from placed
      where before < $10 and place <= $10 order by tenant, place
      """;

  private static final String END =
      """
      with ended as (
        select a.tenant, a.day, a.tariff, a.rule from loss_alerts a
        where a.resolved_at is null and not exists (
          select from loss_alerts later
          where later.tenant = a.tenant and later.day >= cast($1::text as date))
        order by 1, 2, 3, 4 for update)
      update loss_alerts a set resolved_at = $2 from ended e
      where a.tenant = e.tenant and a.day = e.day and a.tariff = e.tariff and a.rule = e.rule
      returning a.tenant
      """;

  /**
   * Notes by which rules something was sold.
   *
   * @param sold one of each rule
   * @param most rules of an organization and a day of which people are told by name
   * @return up to so many rules of the day, in the order in which they became known, of each
   *     organization that has new ones and had fewer before
   */
  @AcrossTenants("each names its own")
  Uni<List<ToldRule>> add(Sql sql, List<SoldUse> sold, LocalDate day, Instant now, int most) {
    return sql.query(
            ADD,
            Columns.of(sold)
                .text(SoldUse::tenant)
                .text(SoldUse::tariff)
                .text(SoldUse::rule)
                .text(SoldUse::toldAs)
                .text(SoldUse::usageId)
                .text(one -> one.cost().amount().toPlainString())
                .text(one -> one.price().amount().toPlainString())
                .scalar(day.toString())
                .scalar(now)
                .scalar(most)
                .parameters())
        .map(rows -> rows.stream().map(LossAlertRepository::told).toList());
  }

  /**
   * The organizations of which people were told and that have made no loss since.
   *
   * @param since day from which on there was none
   */
  @AcrossTenants("rules of all organizations are looked after")
  Uni<List<TenantId>> end(Sql sql, LocalDate since, Instant now) {
    return sql.query(END, Columns.of(List.of()).scalar(since.toString()).scalar(now).parameters())
        .map(rows -> rows.stream().map(row -> TenantId.of(row.text(0))).distinct().toList());
  }

  private static ToldRule told(SqlRow row) {
    return new ToldRule(
        new SellingRule(TenantId.of(row.text(0)), row.text(1), row.text(2)),
        row.text(3),
        UUID.fromString(row.text(4)),
        row.bigint(5));
  }
}
