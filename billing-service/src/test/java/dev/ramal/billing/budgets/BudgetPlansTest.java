package dev.ramal.billing.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.kit.database.DatabaseConnections;
import dev.ramal.testkit.QueryPlan;
import dev.ramal.testkit.StaleStatistics;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class BudgetPlansTest {
  /** Ten versions of five budgets in each organization. */
  private static final String VERSIONS =
      """
      insert into budget_versions (tenant, budget_id, version, from_month, withdrawn, name, scope,
        subjects, measure, amount, thresholds, percents, hard_stop, changed_by, changed_at)
      select 'plan-' || n %% 400, ('00000000-0000-0000-0000-' || lpad(to_hex(n / 4000), 12, '0'))::uuid,
        1 + n / 400 %% 10, '2026-01', false, 'x', 'agents', array['agent-1', 'agent-2'], 'price',
        100, array[50], array[50, 100], false, 'x', now()
      from generate_series(1, %d) as n
      """;

  private static final String SPENT =
      """
      insert into month_spend (tenant, month, scope, subject, price, cost)
      select 'plan-' || n %% 400, '2026-11', 'agents', 'agent-' || n / 400, 60, 1
      from generate_series(1, %d) as n
      """;

  @DisplayName("BILL-229 whether a budget is reached is looked up, whatever Postgres believes")
  @Test
  void shouldLookUpWhatIsReached() {
    // When
    QueryPlan plan;
    try (StaleStatistics stale = StaleStatistics.in("billing", DatabaseConnections.LOOK_UP)) {
      plan =
          stale
              .grown("budget_versions", VERSIONS)
              .grown("month_spend", SPENT)
              .plan(
                  BudgetMonthRepository.REACHED, new String[] {"plan-7"}, new String[] {"2026-11"});
    }

    // Then
    assertThat(plan.scannedWhole()).as("%s", plan).isEmpty();
    assertThat(plan.pages()).as("%s", plan).isLessThan(400);
  }
}
