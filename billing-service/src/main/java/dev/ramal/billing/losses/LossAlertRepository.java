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

/** Of which rules people were told on which day that they sell at a loss. */
@ApplicationScoped
class LossAlertRepository {
  /** In one order everywhere, so that two sets wait for each other and never both. */
  private static final String ADD =
      """
      insert into loss_alerts (tenant, day, tariff, rule, usage_id, cost, price, raised_at)
      select tenant, cast($7::text as date), tariff, rule, cast(usage_id as uuid),
        cast(cost as numeric), cast(price as numeric), $8
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
        as sold (tenant, tariff, rule, usage_id, cost, price)
      order by tenant, tariff, rule
      on conflict (tenant, day, tariff, rule) do nothing
      returning tenant, tariff, rule
      """;

  private static final String END =
      """
      with ended as (
        select a.tenant, a.day, a.tariff, a.rule from loss_alerts a
        where a.resolved_at is null and not exists (
          select from loss_alerts later where later.tenant = a.tenant and later.tariff = a.tariff
            and later.rule = a.rule and later.day >= cast($1::text as date))
        order by 1, 2, 3, 4 for update)
      update loss_alerts a set resolved_at = $2 from ended e
      where a.tenant = e.tenant and a.day = e.day and a.tariff = e.tariff and a.rule = e.rule
      returning a.tenant, a.tariff, a.rule
      """;

  /**
   * Notes that people are told.
   *
   * @param sold one of each rule
   * @return the rules of which nobody was told that day
   */
  @AcrossTenants("each names its own")
  Uni<List<SellingRule>> add(Sql sql, List<SoldUse> sold, LocalDate day, Instant now) {
    return sql.query(
            ADD,
            Columns.of(sold)
                .text(SoldUse::tenant)
                .text(SoldUse::tariff)
                .text(SoldUse::rule)
                .text(SoldUse::usageId)
                .text(one -> one.cost().amount().toPlainString())
                .text(one -> one.price().amount().toPlainString())
                .scalar(day.toString())
                .scalar(now)
                .parameters())
        .map(rows -> rows.stream().map(LossAlertRepository::rule).toList());
  }

  /**
   * The rules that were told and have made no loss since.
   *
   * @param since day from which on there was none
   */
  @AcrossTenants("rules of all organizations are looked after")
  Uni<List<SellingRule>> end(Sql sql, LocalDate since, Instant now) {
    return sql.query(END, Columns.of(List.of()).scalar(since.toString()).scalar(now).parameters())
        .map(rows -> rows.stream().map(LossAlertRepository::rule).distinct().toList());
  }

  private static SellingRule rule(SqlRow row) {
    return new SellingRule(TenantId.of(row.text(0)), row.text(1), row.text(2));
  }
}
