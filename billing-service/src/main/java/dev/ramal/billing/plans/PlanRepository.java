package dev.ramal.billing.plans;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Plans and who has which. Assignments are only added; the last one for a month holds. */
@ApplicationScoped
public class PlanRepository {
  private static final String COLUMNS =
      "select cast(id as text), cast(document as text) from plans";

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
        .setParameter("day", month.value().atDay(1).toString())
        .getResultList()
        .map(rows -> rows.stream().map(PlanRepository::plan).toList());
  }

  /** The organization's plan of a month; empty when it pays by consumption alone. */
  public Uni<Optional<Plan>> of(Mutiny.Session session, BillingMonth month) {
    return session
        .<Object[]>createNativeQuery(
            """
            select plan_code, from_month from plan_assignments
            where from_month <= :month order by from_month desc, seq desc limit 1
            """)
        .setParameter("month", month.toString())
        .getSingleResultOrNull()
        .chain(
            row ->
                row == null || row[0] == null
                    ? Uni.createFrom().item(Optional.empty())
                    : catalogue(session, month).map(plans -> withCode(plans, (String) row[0])));
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
   */
  Uni<Void> assign(
      Mutiny.Session session, TenantId tenant, String code, BillingMonth from, String assignedBy) {
    return session
        .createNativeQuery(
            """
            insert into plan_assignments (tenant, from_month, plan_code, assigned_by)
            values (:tenant, :month, nullif(:code, ''), :assignedBy)
            """)
        .setParameter("tenant", tenant.value())
        .setParameter("month", from.toString())
        .setParameter("code", code == null ? "" : code)
        .setParameter("assignedBy", assignedBy)
        .executeUpdate()
        .replaceWithVoid();
  }

  static Optional<Plan> withCode(List<Plan> plans, String code) {
    return plans.stream().filter(plan -> plan.code().equals(code)).findFirst();
  }

  private static Plan plan(Object[] row) {
    return EventJson.read((String) row[1], PlanDocument.class)
        .toPlan(UUID.fromString((String) row[0]));
  }
}
