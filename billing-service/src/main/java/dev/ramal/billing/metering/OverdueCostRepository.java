package dev.ramal.billing.metering;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Of which organizations people were told on which day that costs are overdue. */
@ApplicationScoped
public class OverdueCostRepository {
  /**
   * The organizations one after the other by the index, and of each what has become overdue since
   * people were told last. Two replicas at once tell it once: the second finds the row of the day.
   */
  static final String TELL =
      """
      with recursive tenants as (
        (select tenant from metered_uses where %1$s order by tenant limit 1)
        union all
        select (select u.tenant from metered_uses u where u.tenant > t.tenant and %1$s
                order by u.tenant limit 1)
        from tenants t where t.tenant is not null
      ),
      news as (
        select t.tenant, overdue.lines
        from tenants t
        cross join lateral (
          select max(told_until) as until, bool_or(day = cast($2::text as date)) as today
          from estimate_alerts where tenant = t.tenant) told
        cross join lateral (
          select count(*) as lines from metered_uses u
          where u.tenant = t.tenant and %1$s and occurred_at < $1
            and occurred_at >= coalesce(told.until, '-infinity')) overdue
        where t.tenant is not null and told.today is not true and overdue.lines > 0
      )
      insert into estimate_alerts (tenant, day, lines, told_until, raised_at)
      select tenant, cast($2::text as date), lines, $1, $3 from news order by tenant
      on conflict (tenant, day) do nothing
      returning tenant, lines
      """
          .formatted(CostEstimateRepository.ESTIMATED);

  static final String END =
      """
      with ended as (
        select a.tenant, a.day from estimate_alerts a
        where a.resolved_at is null and not exists (
          select from metered_uses u where u.tenant = a.tenant and %s and occurred_at < $1)
        order by a.tenant, a.day for update)
      update estimate_alerts a set resolved_at = $2 from ended
      where a.tenant = ended.tenant and a.day = ended.day
      returning a.tenant
      """
          .formatted(CostEstimateRepository.ESTIMATED);

  /**
   * What has become overdue in an organization.
   *
   * @param lines how many
   */
  public record Overdue(TenantId tenant, long lines) {}

  /**
   * Notes, for each organization at most once a day, that people are told.
   *
   * @param before what was used before it is overdue
   */
  @AcrossTenants("costs of all organizations are looked after")
  public Uni<List<Overdue>> tell(Sql sql, Instant before, LocalDate today, Instant now) {
    Object[] parameters =
        Columns.of(List.of()).scalar(before).scalar(today.toString()).scalar(now).parameters();
    return sql.query(TELL, parameters)
        .map(
            rows ->
                rows.stream()
                    .map(row -> new Overdue(TenantId.of(row.text(0)), row.bigint(1)))
                    .toList());
  }

  /** The organizations of which people were told and where nothing is overdue any more. */
  @AcrossTenants("costs of all organizations are looked after")
  public Uni<List<TenantId>> end(Sql sql, Instant before, Instant now) {
    Object[] parameters = Columns.of(List.of()).scalar(before).scalar(now).parameters();
    return sql.query(END, parameters)
        .map(rows -> rows.stream().map(row -> TenantId.of(row.text(0))).distinct().toList());
  }
}
