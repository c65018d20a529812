package dev.ramal.billing.metering;

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

/** Of which organizations people were told on which day that costs are overdue. */
@ApplicationScoped
public class OverdueCostRepository {
  /** Lines of an organization that are counted; of more it is said that they are more. */
  public static final int COUNTED = 1000;

  /**
   * Some organizations one after the other by the index, and of each what has become overdue since
   * people were told last: however much there is, it is read no further than it is counted. Two
   * replicas at once tell it once: the second finds the row of the day.
   */
  static final String TELL =
      """
      with recursive tenants as (
        (select tenant, 1 as place from metered_uses where tenant > $4::text and %1$s
         order by tenant limit 1)
        union all
        select (select u.tenant from metered_uses u where u.tenant > t.tenant and %1$s
                order by u.tenant limit 1), t.place + 1
        from tenants t where t.tenant is not null and t.place < $5
      ),
      news as (
        select t.tenant, overdue.lines
        from tenants t
        cross join lateral (
          select max(told_until) as until, bool_or(day = cast($2::text as date)) as today
          from estimate_alerts where tenant = t.tenant) told
        cross join lateral (
          select count(*) as lines from (
            select from metered_uses u
            where u.tenant = t.tenant and %1$s and occurred_at < $1
              and occurred_at >= coalesce(told.until, '-infinity')
            order by occurred_at limit $6) counted) overdue
        where t.tenant is not null and told.today is not true and overdue.lines > 0
      ),
      told as (
        insert into estimate_alerts (tenant, day, lines, told_until, raised_at)
        select tenant, cast($2::text as date), lines, $1, $3 from news order by tenant
        on conflict (tenant, day) do nothing
        returning tenant, lines
      )
      select t.tenant, told.lines from tenants t left join told using (tenant)
      where t.tenant is not null order by t.tenant
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
   * @param lines how many, as far as they are counted: one more than {@link #COUNTED} for more
   */
  public record Overdue(TenantId tenant, long lines) {
    public boolean isMore() {
      return lines > COUNTED;
    }
  }

  /**
   * Some of the organizations with estimates.
   *
   * @param overdue those of which people are to be told now
   * @param last behind which others come; null behind the last of all
   */
  public record OverduePage(List<Overdue> overdue, TenantId last) {}

  /**
   * Notes, for each organization at most once a day, that people are told.
   *
   * @param before what was used before it is overdue
   * @param behind organization at which to go on; null for the first
   * @param most organizations that are looked at
   */
  @AcrossTenants("costs of all organizations are looked after")
  public Uni<OverduePage> tell(
      Sql sql, Instant before, LocalDate today, Instant now, TenantId behind, int most) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(before)
            .scalar(today.toString())
            .scalar(now)
            .scalar(behind == null ? "" : behind.value())
            .scalar(most)
            .scalar(COUNTED + 1)
            .parameters();
    return sql.query(TELL, parameters).map(rows -> page(rows, most));
  }

  private static OverduePage page(List<SqlRow> rows, int most) {
    List<Overdue> overdue =
        rows.stream()
            .filter(row -> row.bigint(1) != null)
            .map(row -> new Overdue(TenantId.of(row.text(0)), row.bigint(1)))
            .toList();
    boolean isLast = rows.size() < most;
    return new OverduePage(overdue, isLast ? null : TenantId.of(rows.get(rows.size() - 1).text(0)));
  }

  /** The organizations of which people were told and where nothing is overdue any more. */
  @AcrossTenants("costs of all organizations are looked after")
  public Uni<List<TenantId>> end(Sql sql, Instant before, Instant now) {
    Object[] parameters = Columns.of(List.of()).scalar(before).scalar(now).parameters();
    return sql.query(END, parameters)
        .map(rows -> rows.stream().map(row -> TenantId.of(row.text(0))).distinct().toList());
  }
}
