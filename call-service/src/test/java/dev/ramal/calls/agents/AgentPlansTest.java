package dev.ramal.calls.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.kit.database.DatabaseConnections;
import dev.ramal.testkit.QueryPlan;
import dev.ramal.testkit.StaleStatistics;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
@DisplayName("CALL-184 a set reads its own calls, whatever Postgres believes of the tables")
class AgentPlansTest {
  private static final String AGENTS =
      """
      insert into agents (tenant, user_id, status, status_since, created_at, updated_at)
      select 'plan-' || n %% 8, 'agent-' || n, case n %% 50 when 0 then 'AVAILABLE' else 'OFFLINE' end,
        now(), now(), now()
      from generate_series(1, %d) as n
      """;

  private static final String[] TENANTS =
      IntStream.rangeClosed(1, 64).mapToObj(n -> "plan-" + n * 300 % 8).toArray(String[]::new);
  private static final String[] IDS =
      IntStream.rangeClosed(1, 64).mapToObj(n -> "agent-" + n * 300).toArray(String[]::new);

  @Test
  void shouldMoveTheAgentsOfTheSetOnly() {
    // Given
    OffsetDateTime[] since = new OffsetDateTime[IDS.length];
    Arrays.fill(since, OffsetDateTime.now());

    // When
    QueryPlan plan = plan(FollowAgents.MOVED, TENANTS, IDS, since);

    // Then
    assertThat(plan.scannedWhole()).as("%s", plan).isEmpty();
    assertThat(plan.removed()).as("%s", plan).isZero();
  }

  @Test
  void shouldReadWhoIsAvailableOnly() {
    // When
    QueryPlan plan = plan(FreeAgents.AVAILABLE, "plan-0");

    // Then
    assertThat(plan.scannedWhole()).as("%s", plan).isEmpty();
    assertThat(plan.indexes()).as("%s", plan).contains("agents_available");
  }

  private static QueryPlan plan(String sql, Object... parameters) {
    try (StaleStatistics stale = StaleStatistics.in("calls", DatabaseConnections.LOOK_UP)) {
      return stale.grown("agents", AGENTS).plan(sql, parameters);
    }
  }
}
