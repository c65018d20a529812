package dev.ramal.calls.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.Caller;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallMissed;
import dev.ramal.kit.database.DatabaseConnections;
import dev.ramal.testkit.QueryPlan;
import dev.ramal.testkit.StaleStatistics;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class FullQueueTest extends CallersArrive {
  /** Whoever waits for a lock in vain waits longer. */
  private static final double WITHOUT_LOCKS = 8;

  private static final String WAITS = "queue no-agent";
  private static final String AWAY = "end queue-full";
  private static final String MESSAGE = "voicemail queue-full";

  private int numbers = 10;

  @AfterEach
  void anyNumberMayWait() {
    for (TenantId one : List.of(Tenants.BOREAL, Tenants.AURORA)) {
      goTo(one);
      settings(Map.of("mostWaiting", 0));
    }
  }

  @Test
  @DisplayName("CALL-783 of twenty who call at once as many wait as may; nobody waits for a lock")
  void shouldTurnAwayWhomAFullQueueCannotTake() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      List<Caller> callers = come(probe, Tenants.AURORA, 5, false, 10);
      List<Caller> theirs = come(probe, Tenants.BOREAL, 1, true, 1);

      // When
      Stream.concat(callers.stream(), theirs.stream()).forEach(Caller::initiated);

      // Then
      Map<Caller, String> ways = ways(callers);
      assertThat(seconds(callers)).isLessThan(WITHOUT_LOCKS);
      assertThat(times(ways, WAITS)).isEqualTo(5);
      assertThat(times(ways, AWAY)).isEqualTo(15);
      assertThat(callers.stream().filter(caller -> waiting(caller) == 1))
          .allMatch(caller -> ways.get(caller).equals(WAITS))
          .hasSize(5);
      Map<Caller, String> theirWays = ways(theirs);
      assertThat(theirWays.values()).containsExactlyInAnyOrder(WAITS, MESSAGE);

      goTo(Tenants.AURORA);
      Caller gone = one(ways, WAITS, Carrier.TWILIO);
      gone.hungUp(9, 9);
      await().until(() -> DATABASE.count("waiting_callers where call_id = ?", gone.call()) == 0);
      Map<Caller, String> next = ways(List.of(arrives(probe, Carrier.TWILIO, number())));
      assertThat(next.values()).as("the place is free again").containsExactly(WAITS);
      Map<Caller, String> last = ways(List.of(arrives(probe, Carrier.TWILIO, number())));
      assertThat(last.values()).containsExactly(AWAY);
      hearsWhy(ways);
      Stream.of(ways, theirWays, next, last).forEach(told -> assertTold(probe, told));
    }
  }

  @Test
  @DisplayName("CALL-795 who takes a place and does not end keeps nobody from the queue")
  void shouldNotWaitForATransactionThatDoesNotEnd() throws SQLException {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS);
        Connection stuck = DATABASE.connect();
        Statement statement = stuck.createStatement()) {
      // Given
      List<Caller> callers = come(probe, Tenants.AURORA, 2, false, 1);
      Caller late = come(probe, Tenants.AURORA, 2, false, 1).get(0);
      statement.execute(
          "select pg_advisory_lock(hashtext('places_in_queue'), hashtext('"
              + Tenants.AURORA.value()
              + "'))");

      // When
      callers.forEach(Caller::initiated);

      // Then
      assertThat(ways(callers).values()).containsExactly(WAITS, WAITS);
      late.initiated();
      assertThat(ways(List.of(late))).containsValue(AWAY);
      Stream.concat(callers.stream(), Stream.of(late)).forEach(caller -> caller.hungUp(9, 9));
      await().until(() -> callers.stream().allMatch(caller -> waiting(caller) == 0));
    }
  }

  /**
   * Callers who have the organization's number on the line, of whom nobody has told yet.
   *
   * @param ofEach at each carrier
   */
  private List<Caller> come(
      TopicProbe probe, TenantId organization, int most, boolean voicemail, int ofEach) {
    goTo(organization);
    status("offline");
    settings(Map.of("mostWaiting", most, "voicemail", voicemail));
    List<Caller> coming = new ArrayList<>();
    for (int n = 0; n < ofEach; n++) {
      for (Carrier carrier : List.of(Carrier.TWILIO, Carrier.TELNYX)) {
        String connection = carrier.equals(Carrier.TELNYX) ? telnyx : twilio;
        coming.add(Caller.untold(probe, tenant, carrier, connection, number(), Instant.now()));
      }
    }
    return coming;
  }

  private String number() {
    return "+55319876507" + numbers++;
  }

  /** Where each was sent and why; waits until it is decided. */
  private static Map<Caller, String> ways(List<Caller> callers) {
    Map<String, Caller> byCall =
        callers.stream().collect(Collectors.toMap(Caller::call, caller -> caller));
    String calls = String.join(" ", byCall.keySet());
    await().until(() -> routed(calls).size() == callers.size());
    Map<Caller, String> ways = new HashMap<>();
    routed(calls)
        .forEach(row -> ways.put(byCall.get((String) row.get("call_id")), (String) row.get("way")));
    return ways;
  }

  /** From when the first of them was heard of until the last was decided about. */
  private static double seconds(List<Caller> callers) {
    Object seconds =
        DATABASE.value(
            "select extract(epoch from max(received_at) filter (where kind = 'Routed')"
                + " - min(received_at)) from call_facts where kind in ('Initiated', 'Routed')"
                + " and call_id = any(string_to_array(?, ' '))",
            callers.stream().map(Caller::call).collect(Collectors.joining(" ")));
    return ((Number) seconds).doubleValue();
  }

  private static List<Map<String, Object>> routed(String calls) {
    return DATABASE.rows(
        "select call_id, (cast(data as jsonb) ->> 'to') || ' ' || (cast(data as jsonb) ->> 'why')"
            + " as way from call_facts where kind = 'Routed'"
            + " and call_id = any(string_to_array(?, ' '))",
        calls);
  }

  private static int times(Map<Caller, String> ways, String way) {
    return Collections.frequency(ways.values(), way);
  }

  private static Caller one(Map<Caller, String> ways, String way, Carrier carrier) {
    return ways.keySet().stream()
        .filter(caller -> ways.get(caller).equals(way) && caller.carrier().equals(carrier))
        .findFirst()
        .orElseThrow();
  }

  /** Who is sent away hears that nobody is free; the one carrier asks for it, the other is told. */
  private void hearsWhy(Map<Caller, String> ways) {
    Caller asking = one(ways, AWAY, Carrier.TWILIO);
    assertThat(asks("lead-next", asking, asking.call()))
        .contains(Prompt.NOBODY_FREE.words(), "<Hangup");
    Caller told = one(ways, AWAY, Carrier.TELNYX);
    await().until(() -> !commands("answer", told).isEmpty());
    told.answered(1);
    await().untilAsserted(() -> assertThat(said(told)).containsExactly("dismiss"));
  }

  /** With the end of each call. */
  private static void assertTold(TopicProbe probe, Map<Caller, String> ways) {
    ways.keySet().forEach(caller -> caller.hungUp(9, talked(caller.carrier(), 9)));
    ways.forEach(
        (caller, way) -> {
          CallMissed missed = probe.await(CallMissed.class, caller.call());
          assertThat(missed.cause())
              .isEqualTo(
                  switch (way) {
                    case WAITS -> "abandoned";
                    case AWAY -> "queue-full";
                    default -> "voicemail";
                  });
          assertThat(missed.reason()).isEqualTo(way.equals(WAITS) ? null : "queue-full");
        });
  }

  @Test
  @DisplayName("CALL-784 whether a queue is full is looked up in an index, up to the limit")
  void shouldCountUpToTheLimit() {
    // When
    QueryPlan plan;
    try (StaleStatistics stale = StaleStatistics.in("calls", DatabaseConnections.LOOK_UP)) {
      plan =
          stale
              .grown(
                  "waiting_callers",
                  "insert into waiting_callers (tenant, call_id, since, tried, offered)"
                      + " select 'plan-' || n %% 8, 'call-' || n, now(), '', false"
                      + " from generate_series(1, %d) as n")
              .plan(WaitingCallers.OTHERS, "plan-0", "call-8", 1000);
    }

    // Then
    assertThat(plan.scannedWhole()).as("%s", plan).isEmpty();
    assertThat(plan.indexes()).as("%s", plan).isNotEmpty();
    assertThat(plan.removed()).as("%s", plan).isLessThanOrEqualTo(1);
  }
}
