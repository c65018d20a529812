package dev.ramal.billing.plans;

import dev.ramal.billing.TenantMonth;
import dev.ramal.billing.plans.PlanMonth.PlanFrom;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Plans and who has which. Assignments are only added; the last one for a day holds. */
@ApplicationScoped
public class PlanRepository {
  private static final String COLUMNS =
      "select cast(id as text), cast(document as text) from plans";

  /** Before days were kept, a plan began with its month. */
  private static final String DAY =
      "coalesce(from_day, make_date(cast(left(from_month, 4) as int),"
          + " cast(right(from_month, 2) as int), 1))";

  /** What was chosen later holds from its day on: what was to begin behind it is withdrawn. */
  private static final String CHOSEN =
      """
      with chosen as (
        select plan_code, seq, %s as day from plan_assignments where from_month <= :month
      ), latest as (
        select day, plan_code from chosen c where not exists (
          select from chosen later where later.seq > c.seq and later.day <= c.day)
      )
      select plan_code, cast(day as text) as from_day from latest
      where day >= coalesce(
          (select max(day) from latest where day <= cast(cast(:first as text) as date)),
          cast('0001-01-01' as date))
      order by day
      """
          .formatted(DAY);

  private static final String IN_FORCE =
      """
      with chosen as (
        select tenant, plan_code, seq, %s as day from plan_assignments
      ), latest as (
        select tenant, day, plan_code from chosen c where not exists (
          select from chosen later
          where later.tenant = c.tenant and later.seq > c.seq and later.day <= c.day)
      ), spans as (
        select tenant, plan_code, day, lead(day) over (partition by tenant order by day) as until
        from latest
      )
      select distinct s.tenant, to_char(m.first, 'YYYY-MM')
      from spans s join (select cast(month || '-01' as date) as first
                         from unnest($1::text[]) as asked (month)) m
        on s.day < m.first + interval '1 month' and (s.until is null or s.until > m.first)
      where s.plan_code is not null
      """
          .formatted(DAY);

  /** The versions that hold on the first day of the month, cheapest first. */
  public Uni<List<Plan>> catalogue(Mutiny.Session session, BillingMonth month) {
    return session
        .<Object[]>createNativeQuery(
            """
            select id, document from (
              select distinct on (code) cast(id as text) as id, cast(document as text) as document,
                     cast(document->'fee'->>'amount' as numeric) as fee
              from plans
              where valid_from <= cast(cast(:day as text) as date)
                and (valid_to is null or valid_to > cast(cast(:day as text) as date))
              order by code, valid_from desc
            ) current order by fee
            """)
        .setParameter("day", month.firstDay().toString())
        .getResultList()
        .map(rows -> rows.stream().map(PlanRepository::plan).toList());
  }

  /**
   * The organization's plan on each day of a month. A plan that begins in the middle is that of the
   * version which holds on the month's first day.
   */
  public Uni<PlanMonth> of(Mutiny.Session session, BillingMonth month) {
    return session
        .<Object[]>createNativeQuery(CHOSEN)
        .setParameter("month", month.toString())
        .setParameter("first", month.firstDay().toString())
        .getResultList()
        .chain(
            rows ->
                rows.stream().allMatch(row -> row[0] == null)
                    ? Uni.createFrom().item(PlanMonth.whole(month, null))
                    : catalogue(session, month)
                        .map(
                            plans ->
                                PlanMonth.of(
                                    month, rows.stream().map(row -> from(plans, row)).toList())));
  }

  /** Which organizations have a plan on some day of which of these months. */
  @AcrossTenants("months of all organizations are closed")
  public Uni<List<TenantMonth>> inForce(Sql sql, List<BillingMonth> months) {
    return sql.query(
            IN_FORCE, (Object) months.stream().map(BillingMonth::toString).toArray(String[]::new))
        .map(TenantMonth::of);
  }

  /** A plan by the id of its version. */
  public Uni<Optional<Plan>> find(Mutiny.Session session, UUID id) {
    return session
        .<Object[]>createNativeQuery(COLUMNS + " where id = cast(cast(:id as text) as uuid)")
        .setParameter("id", id.toString())
        .getSingleResultOrNull()
        .map(row -> Optional.ofNullable(row).map(PlanRepository::plan));
  }

  /** Adds a version of a plan to the catalogue; one that is there is left alone. */
  public Uni<Void> addIfAbsent(Mutiny.Session session, UUID id, PlanDocument document) {
    document.toPlan(id);
    return session
        .createNativeQuery(
            """
            insert into plans (id, code, version, valid_from, valid_to, document)
            select cast(cast(:id as text) as uuid), d->>'code', d->>'version',
                   cast(d->>'validFrom' as date), cast(d->>'validTo' as date), d
            from cast(cast(:document as text) as jsonb) d on conflict (code, version) do nothing
            """)
        .setParameter("id", id.toString())
        .setParameter("document", EventJson.write(document))
        .executeUpdate()
        .replaceWithVoid();
  }

  /**
   * @param code null for consumption alone
   * @param from first day, São Paulo
   */
  Uni<Void> assign(
      Mutiny.Session session, TenantId tenant, String code, LocalDate from, String assignedBy) {
    return session
        .createNativeQuery(
            """
            insert into plan_assignments (tenant, from_month, from_day, plan_code, assigned_by)
            values (:tenant, :month, cast(cast(:day as text) as date), nullif(:code, ''),
                    :assignedBy)
            """)
        .setParameter("tenant", tenant.value())
        .setParameter("month", BillingMonth.of(from).toString())
        .setParameter("day", from.toString())
        .setParameter("code", code == null ? "" : code)
        .setParameter("assignedBy", assignedBy)
        .executeUpdate()
        .replaceWithVoid();
  }

  static Optional<Plan> withCode(List<Plan> plans, String code) {
    return plans.stream().filter(plan -> plan.code().equals(code)).findFirst();
  }

  private static PlanFrom from(List<Plan> plans, Object[] row) {
    return new PlanFrom(
        LocalDate.parse((String) row[1]),
        row[0] == null ? null : withCode(plans, (String) row[0]).orElse(null));
  }

  private static Plan plan(Object[] row) {
    return EventJson.read((String) row[1], PlanDocument.class)
        .toPlan(UUID.fromString((String) row[0]));
  }
}
