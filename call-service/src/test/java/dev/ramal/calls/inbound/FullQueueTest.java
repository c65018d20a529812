package dev.ramal.calls.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.Caller;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.events.Carrier;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallMissed;
import dev.ramal.kit.database.DatabaseConnections;
import dev.ramal.testkit.QueryPlan;
import dev.ramal.testkit.StaleStatistics;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class FullQueueTest extends CallersArrive {
  @Test
  @DisplayName("CALL-783 of many who call at once no more wait than may, at both carriers")
  void shouldTurnAwayWhomAFullQueueCannotTake() {
    CallApi bia = CallApi.as("bia");
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      status("offline");
      settings(Map.of("mostWaiting", 2, "voicemail", false));
      String theirs = Connections.twilio("bia");
      limit(bia, Map.of("enabled", true, "mostWaiting", 2));

      // When
      List<Caller> atTwilio = new ArrayList<>();
      List<Caller> atTelnyx = new ArrayList<>();
      for (int n = 0; n < 3; n++) {
        String number = "+553198765078" + n;
        atTwilio.add(Caller.at(probe, Tenants.AURORA, Carrier.TWILIO, twilio, number));
        number = "+553198765079" + n;
        atTelnyx.add(Caller.at(probe, Tenants.AURORA, Carrier.TELNYX, telnyx, number).answered(1));
      }
      Caller ofBoreal = Caller.at(probe, Tenants.BOREAL, Carrier.TWILIO, theirs, CALLER);
      List<Caller> callers = Stream.of(atTwilio, atTelnyx).flatMap(List::stream).toList();

      // Then
      await().until(() -> callers.stream().noneMatch(caller -> way(caller) == null));
      assertThat(callers.stream().map(FullQueueTest::way).toList())
          .containsExactlyInAnyOrder(
              "queue no-agent",
              "queue no-agent",
              "end queue-full",
              "end queue-full",
              "end queue-full",
              "end queue-full");
      assertThat(callers.stream().filter(caller -> waiting(caller) == 1)).hasSize(2);
      await().until(() -> waiting(ofBoreal) == 1);
      away(atTwilio)
          .forEach(
              caller ->
                  assertThat(asks("lead-next", caller, caller.call()))
                      .contains(Prompt.NOBODY_FREE.words(), "<Hangup"));
      away(atTelnyx)
          .forEach(
              caller ->
                  await().untilAsserted(() -> assertThat(said(caller)).containsExactly("dismiss")));
      atTwilio.forEach(caller -> caller.hungUp(9, 9));
      atTelnyx.forEach(caller -> caller.hungUp(9, null));
      ofBoreal.hungUp(9, 9);
      for (Caller caller : callers) {
        assertThat(probe.await(CallMissed.class, caller.call()).cause())
            .isEqualTo(isAway(caller) ? "queue-full" : "abandoned");
      }
      assertThat(probe.await(CallMissed.class, ofBoreal.call()).cause()).isEqualTo("abandoned");
      String away = away(callers).get(0).call();
      assertThat(bruno.request().get("/api/calls/" + away + "/events").asString())
          .contains("queue-full");
    } finally {
      settings(Map.of("mostWaiting", 0));
      limit(bia, Map.of("enabled", false, "mostWaiting", 0));
    }
  }

  private static void limit(CallApi admin, Map<String, ?> settings) {
    admin.request().body(settings).put("/api/settings/inbound").then().statusCode(200);
  }

  /** Where the caller was sent and why; null before. */
  private static String way(Caller caller) {
    return (String)
        DATABASE
            .rows(
                "select (cast(data as jsonb) ->> 'to') || ' ' || (cast(data as jsonb) ->> 'why')"
                    + " as way from call_facts where kind = 'Routed' and call_id = ?",
                caller.call())
            .stream()
            .map(row -> row.get("way"))
            .findFirst()
            .orElse(null);
  }

  private static boolean isAway(Caller caller) {
    return "end queue-full".equals(way(caller));
  }

  private static List<Caller> away(List<Caller> callers) {
    return callers.stream().filter(FullQueueTest::isAway).toList();
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
