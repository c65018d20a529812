package dev.ramal.messaging.permission;

import dev.ramal.events.TenantId;
import dev.ramal.events.billing.BudgetExhausted;
import dev.ramal.events.billing.BudgetReopened;
import dev.ramal.events.billing.BudgetTerms;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps which budgets stop what they pay for. Versions only grow, so events may come twice and in
 * any order: what an earlier version stopped is let go by whatever is told of a later one.
 */
@ApplicationScoped
class KeepBudgetStops {
  /** Sorted by the key, so that two sets wait for each other instead of deadlocking. */
  private static final String WRITE =
      """
      insert into budget_stop as known (tenant, budget_id, month, version, stop_version, scope,
        subjects, name, ends_at)
      select tenant, budget_id, month, version, stop_version, scope,
        string_to_array(subjects, chr(10)), name, ends_at
      from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::int[], $6::text[], $7::text[],
        $8::text[], $9::timestamptz[])
        as told (tenant, budget_id, month, version, stop_version, scope, subjects, name, ends_at)
      on conflict (tenant, budget_id, month) do update set
        version = greatest(known.version, excluded.version),
        stop_version = greatest(known.stop_version, excluded.stop_version),
        scope = case when excluded.version >= known.version
          then excluded.scope else known.scope end,
        subjects = case when excluded.version >= known.version
          then excluded.subjects else known.subjects end,
        name = case when excluded.version >= known.version then excluded.name else known.name end
      """;

  /** Two months leave room for clocks and for whoever looks. */
  private static final String PAST =
      "delete from budget_stop where tenant = any($1) and ends_at < now() - interval '62 days'";

  /** A budget in a month. */
  private record Place(String tenant, String budgetId, String month) {
    static final Comparator<Place> ORDER =
        Comparator.comparing(Place::tenant)
            .thenComparing(Place::budgetId)
            .thenComparing(Place::month);
  }

  /**
   * What an event, or several together, say.
   *
   * @param stopVersion the highest under which it stops; 0 for none
   */
  record Told(TenantId tenant, BudgetTerms budget, String month, Instant endsAt, int stopVersion) {
    Told and(Told later) {
      boolean newer = later.budget.version() >= budget.version();
      return new Told(
          tenant,
          newer ? later.budget : budget,
          month,
          endsAt,
          Math.max(stopVersion, later.stopVersion));
    }

    private Place place() {
      return new Place(tenant.value(), budget.budgetId(), month);
    }
  }

  static boolean concerns(ReceivedEvent event) {
    return event.is(BudgetExhausted.TYPE) || event.is(BudgetReopened.TYPE);
  }

  /** Empty for a scope that only a newer version knows. */
  static Optional<Told> read(ReceivedEvent event) {
    Told told = told(event);
    return told.budget().scope() == null ? Optional.empty() : Optional.of(told);
  }

  private static Told told(ReceivedEvent event) {
    if (event.is(BudgetReopened.TYPE)) {
      BudgetReopened open = event.data(BudgetReopened.class);
      return new Told(event.tenant(), open.budget(), open.month(), open.endsAt(), 0);
    }
    BudgetExhausted spent = event.data(BudgetExhausted.class);
    int stops = spent.hardStop() ? spent.budget().version() : 0;
    return new Told(event.tenant(), spent.budget(), spent.month(), spent.endsAt(), stops);
  }

  /** In the order in which it was told. */
  @AcrossTenants("each row names its own")
  Uni<Void> keep(Sql sql, List<Told> told) {
    if (told.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Map<Place, Told> byPlace = new TreeMap<>(Place.ORDER);
    told.forEach(one -> byPlace.merge(one.place(), one, Told::and));
    Object owners = byPlace.keySet().stream().map(Place::tenant).distinct().toArray(String[]::new);
    return Sql.together(
        List.of(
            sql.query(
                WRITE,
                Columns.of(List.copyOf(byPlace.values()))
                    .text(Told::tenant)
                    .text(one -> one.budget().budgetId())
                    .text(Told::month)
                    .integer(one -> one.budget().version())
                    .integer(Told::stopVersion)
                    .text(one -> one.budget().scope().wire())
                    .text(one -> String.join("\n", one.budget().subjects()))
                    .text(one -> one.budget().name())
                    .instant(Told::endsAt)
                    .parameters()),
            sql.query(PAST, owners)));
  }
}
