package dev.ramal.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.database.DatabaseConnections;
import dev.ramal.testkit.QueryPlan;
import dev.ramal.testkit.StaleStatistics;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@KitTest
@DisplayName("What Postgres believes of the outbox does not slow the relay down")
class OutboxPlanTest {
  private static final String ROWS =
      """
      insert into outbox (id, tenant, topic, record_key, type, headers, payload, partition)
      select 'plan-' || n, 'plan', 'calls', 'plan:' || n, 'x', '{}', repeat('x', 200), n %% 64
      from generate_series(1, %d) as n
      """;

  private static final Integer[] PARTITIONS =
      IntStream.range(0, 64).boxed().toArray(Integer[]::new);
  private static final Long[] FROM_THE_FIRST =
      IntStream.range(0, 64).mapToObj(n -> 0L).toArray(Long[]::new);

  @Test
  void shouldLookForEachRowThatIsRemoved() {
    assertThat(plan(OutboxStore.REMOVE, PARTITIONS, FROM_THE_FIRST))
        .satisfies(OutboxPlanTest::readsLittle);
  }

  @Test
  void shouldReadNoMoreThanItSends() {
    assertThat(
            plan(
                OutboxStore.UNSENT,
                PARTITIONS,
                FROM_THE_FIRST,
                new String[] {"busy"},
                new String[0],
                4,
                500))
        .satisfies(OutboxPlanTest::readsLittle);
  }

  @Test
  void shouldFindTheFirstRowOfEachPartition() {
    assertThat(plan(OutboxStore.FIRST, PARTITIONS, FROM_THE_FIRST))
        .satisfies(OutboxPlanTest::readsLittle);
  }

  private static QueryPlan plan(String sql, Object... parameters) {
    try (StaleStatistics stale = StaleStatistics.in("kit", DatabaseConnections.LOOK_UP)) {
      return stale.emptied("outbox", ROWS).with(OutboxStore.PLANNING).plan(sql, parameters);
    }
  }

  private static void readsLittle(QueryPlan plan) {
    assertThat(plan.scannedWhole()).as("%s", plan).isEmpty();
    assertThat(plan.removed()).as("%s", plan).isZero();
    assertThat(plan.pages()).as("%s", plan).isLessThan(64 * 10);
  }
}
