package dev.ramal.kit.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.database.DatabaseConnections;
import dev.ramal.testkit.QueryPlan;
import dev.ramal.testkit.StaleStatistics;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@KitTest
@DisplayName("What Postgres believes of the jobs does not slow their engine down")
class JobPlanTest {
  private static final String ROWS =
      """
      insert into jobs (id, tenant, queue, kind, subject, unique_key, account, priority, payload,
        state, due_at, finished_at)
      select 'plan-' || n, 'plan-' || n %% 5, 'plan', 'k', 's' || n, 'u' || n, 'a', 1, '{}',
        case when n %% 2 = 0 then 'WAITING' else 'DONE' end, now(),
        case when n %% 2 = 1 then now() - interval '1 day' end
      from generate_series(1, %d) as n
      """;

  /** Of ten orders of each organization; 400 wait in each. */
  private static final String IN_ORDER =
      """
      insert into jobs (id, tenant, queue, kind, subject, ordering_key, account, priority, payload,
        state, due_at)
      select 'plan-' || n, 'plan-' || n %% 5, 'plan', 'k', 's' || n, 'o' || n %% 50, 'a', 1, '{}',
        'WAITING', now()
      from generate_series(1, %d) as n
      """;

  @Test
  void shouldReadOfEachLaneWhatMayBeTaken() {
    assertThat(plan(ClaimStatement.TO_SEND, "plan", 0, 16, 4, 30, "worker", 0, 0))
        .satisfies(JobPlanTest::readsLittle);
  }

  @Test
  void shouldReadOfAnOrderOnlyWhetherAnythingGoesBefore() {
    assertThat(planOf(IN_ORDER, ClaimStatement.TO_SEND, "plan", 0, 16, 4, 30, "worker", 0, 0))
        .satisfies(JobPlanTest::readsLittle)
        .satisfies(
            plan ->
                assertThat(plan.indexes())
                    .as("%s", plan)
                    .contains("jobs_order", "jobs_order_unclear"));
  }

  @Test
  void shouldSayWhyJobsWaitWithoutReadingTheirOrders() {
    assertThat(planOf(IN_ORDER, WaitingReasons.READ, "plan", "plan-0", "a", 0, 20))
        .satisfies(JobPlanTest::readsLittle);
  }

  @Test
  void shouldAskForNothingWhereNothingIsUnclear() {
    assertThat(plan(ClaimStatement.TO_ASK, "plan", 0, 16, 4, 30, "worker", 0, 0))
        .satisfies(JobPlanTest::readsLittle);
  }

  @Test
  void shouldSeeHowLongTheOldestHasWaited() {
    assertThat(plan(JobStore.OLDEST_DUE, "plan", 0)).satisfies(JobPlanTest::readsLittle);
    assertThat(planOf(IN_ORDER, JobStore.OLDEST_DUE, "plan", 0))
        .satisfies(JobPlanTest::readsLittle);
  }

  private static QueryPlan plan(String sql, Object... parameters) {
    return planOf(ROWS, sql, parameters);
  }

  private static QueryPlan planOf(String rows, String sql, Object... parameters) {
    try (StaleStatistics stale = StaleStatistics.in("kit", DatabaseConnections.LOOK_UP)) {
      return stale.emptied("jobs", rows).with(JobStore.OPEN).plan(sql, parameters);
    }
  }

  private static void readsLittle(QueryPlan plan) {
    assertThat(plan.scannedWhole()).as("%s", plan).doesNotContain("jobs");
    assertThat(plan.removed()).as("%s", plan).isLessThan(500);
    assertThat(plan.pages()).as("%s", plan).isLessThan(2_000);
  }
}
