package dev.ramal.calls.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.kit.database.DatabaseConnections;
import dev.ramal.testkit.QueryPlan;
import dev.ramal.testkit.StaleStatistics;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@CallsTest
@DisplayName("CALL-184 a set reads its own calls, whatever Postgres believes of the tables")
class CallPlansTest {
  private static final String CALLS =
      """
      insert into calls (tenant, id, status, direction, from_number, to_number, carrier, record,
        requested_at, destination_class, lead_call_id, revision, news_at, checked_at, version, connection_id)
      select 'plan-' || n %% 8, '00000000-0000-7000-8000-' || lpad(n::text, 12, '0'), 'COMPLETED', 'INBOUND', '+1', '+2', 'TWILIO', false,
        now(), 'x', '00000000-0000-7000-8000-' || lpad(n::text, 12, '0'), 1, now(), now(), 1,
        'account-' || n %% 3
      from generate_series(1, %d) as n
      """;

  private static final String FACTS =
      """
      insert into call_facts (tenant, call_id, fact_id, kind, at, received_at, data)
      select 'plan-' || n %% 8, '00000000-0000-7000-8000-' || lpad(n::text, 12, '0'), 'f', 'k', now(), now(), repeat('x', 100)
      from generate_series(1, %d) as n
      """;

  private static final List<CallRef> WANTED =
      IntStream.rangeClosed(1, 64)
          .map(n -> n * 300)
          .mapToObj(
              n ->
                  new CallRef(
                      TenantId.of("plan-" + n % 8),
                      CallId.of("00000000-0000-7000-8000-%012d".formatted(n))))
          .toList();

  private static StaleStatistics stale;

  /** Nothing that is explained here changes them. */
  @BeforeAll
  static void fill() {
    stale = StaleStatistics.in("calls", DatabaseConnections.LOOK_UP);
    stale.grown("calls", CALLS).grown("call_facts", FACTS);
  }

  @AfterAll
  static void forget() {
    stale.close();
  }

  static Stream<Arguments> statements() {
    Object[] keys = CallSets.parameters(WANTED);
    Object[] carriers = WANTED.stream().map(key -> "TWILIO").toArray(String[]::new);
    Object[] handles = {keys[0], carriers, keys[1]};
    return Stream.of(
        arguments(named("read", CallSets.READ), keys),
        arguments(named("lock", CallSets.LOCK), keys),
        arguments(named("hold", CallSets.HOLD), keys),
        arguments(named("facts", CallSets.FACTS), keys),
        arguments(named("handles", InboundHandles.KNOWN), handles));
  }

  @ParameterizedTest
  @MethodSource("statements")
  void shouldReadWhatIsAskedFor(String sql, Object[] parameters) {
    assertThat(plan(sql, parameters)).satisfies(CallPlansTest::readsLittle);
  }

  @Test
  @DisplayName("CALL-199 an agent has as many calls at one time as the organization allows")
  void shouldReadTheRunningCallsOfOneAgentOnly() {
    // Given
    String[] agents = {"agent-7", "agent-8"};

    // When
    List<QueryPlan> plans =
        List.of(
            plan(RunningCalls.RUNNING, "plan-1", "agent-7", 1, Instant.now()),
            plan(RunningCalls.ANY, "plan-1", agents, Instant.now()));

    // Then
    assertThat(plans)
        .allSatisfy(
            plan -> {
              assertThat(plan.indexes())
                  .as("%s", plan)
                  .containsExactlyInAnyOrder("calls_running", "calls_coming", "call_facts_pkey");
              assertThat(plan.removed()).isZero();
            });
  }

  @Test
  @DisplayName("CALL-323 a call makes its agent busy; then what was chosen holds again")
  void shouldReadTheRunningCallsOfTheAgentsAskedForOnly() {
    // When
    QueryPlan plan =
        plan(
            EngagedAgents.NEWEST,
            new String[] {"plan-1", "plan-2"},
            new String[] {"agent-7", "agent-8"},
            OffsetDateTime.now(),
            new String[] {});

    // Then
    assertThat(plan.indexes())
        .as("%s", plan)
        .containsExactlyInAnyOrder("calls_running", "calls_coming", "call_facts_pkey");
    assertThat(plan.removed()).isZero();
  }

  @Test
  @DisplayName("CALL-198 a connection that no call has used can be deleted")
  void shouldReadNoCallsOfOtherAccounts() {
    // When
    QueryPlan plan = plan(UsedConnections.USED, "plan-1", "account-1a");

    // Then
    assertThat(plan.indexes()).as("%s", plan).containsExactly("calls_of_connection");
    assertThat(plan.scannedWhole()).as("%s", plan).isEmpty();
    assertThat(plan.removed()).as("%s", plan).isZero();
    assertThat(plan.pages()).as("%s", plan).isLessThan(12);
  }

  @Test
  @DisplayName("CALL-366 what is counted before a call is counted by indexes, up to the cap")
  void shouldCountLateCallsByIndexes() {
    // Given
    Instant now = Instant.now().plusSeconds(60);
    RecentCalls.Wanted wanted = new RecentCalls.Wanted(3, 5, 10, 10, now);

    // When
    QueryPlan plan =
        plan(
            RecentCalls.COUNT,
            RecentCalls.parameters(TenantId.of("plan-1"), E164.of("+5511987654321"), now, wanted));

    // Then
    assertThat(plan.indexes())
        .as("%s", plan)
        .contains("calls_attempts", "calls_not_rung", "calls_running")
        .isSubsetOf("calls_attempts", "calls_not_rung", "calls_running", "calls_newest");
    assertThat(plan.scannedWhole()).as("%s", plan).isEmpty();
    assertThat(plan.pages()).as("%s", plan).isLessThan(40);
  }

  private static QueryPlan plan(String sql, Object... parameters) {
    return stale.plan(sql, parameters);
  }

  private static void readsLittle(QueryPlan plan) {
    assertThat(plan.scannedWhole()).as("%s", plan).isEmpty();
    assertThat(plan.removed()).as("%s", plan).isZero();
    assertThat(plan.pages()).as("%s", plan).isLessThan(64 * 12);
  }
}
