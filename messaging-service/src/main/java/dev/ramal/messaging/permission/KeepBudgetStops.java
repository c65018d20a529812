package dev.ramal.messaging.permission;

import dev.ramal.carriers.spending.KeepBudgets;

/** Keeps which budgets stop what they pay for. */
final class KeepBudgetStops extends KeepBudgets {
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

  KeepBudgetStops() {
    super("budget_stop", WRITE);
  }
}
