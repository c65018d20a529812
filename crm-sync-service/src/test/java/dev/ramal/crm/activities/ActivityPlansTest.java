package dev.ramal.crm.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.kit.database.DatabaseConnections;
import dev.ramal.testkit.QueryPlan;
import dev.ramal.testkit.StaleStatistics;
import java.time.OffsetDateTime;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@CrmTest
@DisplayName("CRM-124 a set reads its own activities, whatever Postgres believes of the tables")
class ActivityPlansTest {
  private static final String ACTIVITIES =
      """
      insert into activity (id, tenant, subject_id, state, revision, call_json, causation,
        created_at, settled_at)
      select 'plan-' || n, 'plan-' || n %% 8, 'plan-' || n, 'synced', 1, '{}', 'c', now(),
        now() - interval '1 hour' * n
      from generate_series(1, %d) as n
      """;

  private static final String RECORDINGS =
      """
      insert into early_recording (tenant, call_id, media_path, told_at)
      select 'plan-' || n %% 8, 'plan-' || n, 'path', now() - interval '1 hour' * n
      from generate_series(1, %d) as n
      """;

  static Stream<Arguments> statements() {
    Object[] keys = {
      IntStream.rangeClosed(1, 64).mapToObj(n -> "plan-" + n * 300 % 8).toArray(String[]::new),
      IntStream.rangeClosed(1, 64).mapToObj(n -> "plan-" + n * 300).toArray(String[]::new)
    };
    Object[] old = {OffsetDateTime.now(), 64};
    return Stream.of(
        arguments(named("lock", ActivityStatements.LOCK), keys),
        arguments(named("purge", ActivityStatements.PURGE_RECORDINGS), old));
  }

  @ParameterizedTest
  @MethodSource("statements")
  void shouldReadWhatIsAskedFor(String sql, Object[] parameters) {
    try (StaleStatistics stale = StaleStatistics.in("crm", DatabaseConnections.LOOK_UP)) {
      QueryPlan plan =
          stale
              .grown("activity", ACTIVITIES)
              .emptied("early_recording", RECORDINGS)
              .plan(sql, parameters);
      assertThat(plan.scannedWhole()).as("%s", plan).isEmpty();
      assertThat(plan.removed()).as("%s", plan).isZero();
      assertThat(plan.pages()).as("%s", plan).isLessThan(64 * 12);
    }
  }
}
