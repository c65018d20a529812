package dev.ramal.calls.permission;

import dev.ramal.carriers.spending.KeepBudgets;
import dev.ramal.carriers.spending.ToldBudget;
import dev.ramal.events.billing.BudgetThresholdReached;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.tenancy.Columns;
import java.util.List;

/** Keeps what budgets hold back of calls: what is spent, and from a threshold on the carrier. */
final class KeepBudgetHolds extends KeepBudgets {
  private static final String WRITE =
      """
      insert into budget_holds as known (tenant, budget_id, month, version, stop_version, scope,
        subjects, name, ends_at, switch_version, switch_to)
      select tenant, budget_id, month, version, stop_version, scope,
        string_to_array(subjects, chr(10)), name, ends_at, switch_version, switch_to
      from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::int[], $6::text[], $7::text[],
        $8::text[], $9::timestamptz[], $10::int[], $11::text[])
        as told (tenant, budget_id, month, version, stop_version, scope, subjects, name, ends_at,
          switch_version, switch_to)
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

  KeepBudgetHolds() {
    super("budget_holds", WRITE);
  }

  @Override
  public boolean concerns(ReceivedEvent event) {
    return super.concerns(event) || event.is(BudgetThresholdReached.TYPE);
  }

  @Override
  protected Columns<ToldBudget> columns(List<ToldBudget> told) {
    return super.columns(told).integer(ToldBudget::switchVersion).text(ToldBudget::switchTo);
  }
}
