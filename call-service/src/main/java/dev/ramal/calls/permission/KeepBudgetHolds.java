package dev.ramal.calls.permission;

import dev.ramal.events.TenantId;
import dev.ramal.events.billing.BudgetExhausted;
import dev.ramal.events.billing.BudgetReopened;
import dev.ramal.events.billing.BudgetTerms;
import dev.ramal.events.billing.BudgetThresholdReached;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps what budgets hold back. Versions only grow, so events may come twice and in any order: what
 * an earlier version held is let go by whatever is told of a later one.
 */
@ApplicationScoped
class KeepBudgetHolds {
  /** Sorted by the key, so that two sets wait for each other instead of deadlocking. */
  static final String WRITE =
      """
      insert into budget_holds as known (tenant, budget_id, month, version, stop_version,
        switch_version, switch_to, scope, subjects, name, ends_at)
      select tenant, budget_id, month, version, stop_version, switch_version, switch_to, scope,
        string_to_array(subjects, chr(10)), name, ends_at
      from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::int[], $6::int[], $7::text[],
        $8::text[], $9::text[], $10::text[], $11::timestamptz[])
        as told (tenant, budget_id, month, version, stop_version, switch_version, switch_to, scope,
          subjects, name, ends_at)
      on conflict (tenant, budget_id, month) do update set
        version = greatest(known.version, excluded.version),
        stop_version = greatest(known.stop_version, excluded.stop_version),
        switch_version = greatest(known.switch_version, excluded.switch_version),
        switch_to = case when excluded.switch_version > known.switch_version
          then excluded.switch_to else known.switch_to end,
        scope = case when excluded.version >= known.version
          then excluded.scope else known.scope end,
        subjects = case when excluded.version >= known.version
          then excluded.subjects else known.subjects end,
        name = case when excluded.version >= known.version then excluded.name else known.name end
      """;

  /** Two months leave room for clocks and for whoever looks. */
  private static final String PAST =
      """
      delete from budget_holds where tenant = any($1) and ends_at < now() - interval '62 days'
      """;

  /** A budget in a month. */
  record Place(TenantId tenant, String budgetId, String month) {
    static final Comparator<Place> ORDER =
        Comparator.comparing((Place place) -> place.tenant().value())
            .thenComparing(Place::budgetId)
            .thenComparing(Place::month);
  }

  /**
   * What an event, or several together, say.
   *
   * @param stopVersion the highest under which it stops; 0 for none
   * @param switchVersion the highest under which it asks for a carrier; 0 for none
   * @param switchTo null where it asks for none
   */
  record Told(
      Place place,
      BudgetTerms budget,
      Instant endsAt,
      int stopVersion,
      int switchVersion,
      String switchTo) {
    Told and(Told later) {
      boolean newer = later.budget.version() >= budget.version();
      boolean switches = later.switchVersion > switchVersion;
      return new Told(
          place,
          newer ? later.budget : budget,
          endsAt,
          Math.max(stopVersion, later.stopVersion),
          switches ? later.switchVersion : switchVersion,
          switches ? later.switchTo : switchTo);
    }
  }

  static boolean concerns(ReceivedEvent event) {
    return event.is(BudgetThresholdReached.TYPE)
        || event.is(BudgetExhausted.TYPE)
        || event.is(BudgetReopened.TYPE);
  }

  /** Empty for a scope that only a newer version knows. */
  static Optional<Told> read(ReceivedEvent event) {
    Told told = told(event);
    return told.budget().scope() == null ? Optional.empty() : Optional.of(told);
  }

  private static Told told(ReceivedEvent event) {
    if (event.is(BudgetExhausted.TYPE)) {
      BudgetExhausted spent = event.data(BudgetExhausted.class);
      int stops = spent.hardStop() ? spent.budget().version() : 0;
      return told(event, spent.budget(), spent.month(), spent.endsAt(), stops, 0, null);
    }
    if (event.is(BudgetReopened.TYPE)) {
      BudgetReopened open = event.data(BudgetReopened.class);
      return told(event, open.budget(), open.month(), open.endsAt(), 0, 0, null);
    }
    BudgetThresholdReached reached = event.data(BudgetThresholdReached.class);
    String to = reached.preferCarrier();
    int switches = to == null ? 0 : reached.budget().version();
    return told(event, reached.budget(), reached.month(), reached.endsAt(), 0, switches, to);
  }

  private static Told told(
      ReceivedEvent event,
      BudgetTerms budget,
      String month,
      Instant endsAt,
      int stopVersion,
      int switchVersion,
      String switchTo) {
    return new Told(
        new Place(event.tenant(), budget.budgetId(), month),
        budget,
        endsAt,
        stopVersion,
        switchVersion,
        switchTo);
  }

  /** In the order in which it was told. */
  @AcrossTenants("each row names its own")
  Uni<Void> keep(Sql sql, List<Told> told) {
    if (told.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Map<Place, Told> byPlace = new TreeMap<>(Place.ORDER);
    told.forEach(one -> byPlace.merge(one.place(), one, Told::and));
    Object owners =
        byPlace.keySet().stream()
            .map(place -> place.tenant().value())
            .distinct()
            .toArray(String[]::new);
    return Sql.together(
        List.of(sql.query(WRITE, columns(byPlace.values())), sql.query(PAST, owners)));
  }

  private static Object[] columns(Collection<Told> told) {
    return Columns.of(List.copyOf(told))
        .text(one -> one.place().tenant())
        .text(one -> one.place().budgetId())
        .text(one -> one.place().month())
        .integer(one -> one.budget().version())
        .integer(Told::stopVersion)
        .integer(Told::switchVersion)
        .text(Told::switchTo)
        .text(one -> one.budget().scope().wire())
        .text(one -> String.join("\n", one.budget().subjects()))
        .text(one -> one.budget().name())
        .instant(Told::endsAt)
        .parameters();
  }
}
