package dev.ramal.crm.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.TopicProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Of organizations that have connected no CRM, so that their notes wait. */
@CrmTest
class CallSetsTest {
  private static final List<TenantId> ORGANIZATIONS =
      List.of(TenantId.of("cedro"), TenantId.of("dalia"), TenantId.of("ema"));
  private static final int CALLS_OF_EACH = 30;
  private static final int RECORDED = 2;

  private final Postgres crm = Postgres.database("crm");

  @Test
  @DisplayName("CRM-76 calls of three organizations, shuffled, repeated and one poison, in sets")
  void shouldEndAsOneByOneWhateverASetHolds() {
    // Given
    Map<String, TenantId> calls = new LinkedHashMap<>();
    List<Event<?>> told = new ArrayList<>();
    for (TenantId tenant : ORGANIZATIONS) {
      for (int i = 0; i < CALLS_OF_EACH; i++) {
        String call = FinishedCalls.newId();
        calls.put(call, tenant);
        String mobile = FinishedCalls.newMobile();
        boolean recorded = i % 3 < RECORDED;
        told.add(FinishedCalls.ended(tenant, call, mobile, recorded, 0, 30));
        told.add(FinishedCalls.ended(tenant, call, mobile, recorded, 1, 37));
        if (recorded) {
          told.add(FinishedCalls.recorded(tenant, call));
        }
      }
    }
    told.addAll(told.subList(0, told.size() / 3));
    Collections.shuffle(told, new Random(5));
    Event<?> poison =
        FinishedCalls.ended(ORGANIZATIONS.get(0), "call\u0000", "+5511987654321", false, 0, 1);
    told.add(told.size() / 2, poison);
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS + ".crm-sync-service_retry_1000")) {
      // When
      told.forEach(probe::send);

      // Then
      long known = told.stream().map(Event::id).distinct().count() - 1;
      await().until(() -> remembered(told) == known);
      assertThat(calls.keySet())
          .allSatisfy(
              call -> assertThat(told(call)).isEqualTo("1 pending rev 1, 37 s, 1 note due"));
      assertThat(recordings(calls)).isEqualTo(ORGANIZATIONS.size() * CALLS_OF_EACH * RECORDED / 3);
      await()
          .untilAsserted(
              () -> assertThat(probe.all()).filteredOn(r -> r.id().equals(poison.id())).hasSize(1));
    }
  }

  @Test
  @DisplayName("CRM-77 sets that cross the same calls in opposite order wait, and none deadlocks")
  void shouldNotDeadlockWhereSetsCross() {
    // Given
    List<String> calls = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      calls.add(FinishedCalls.newId());
    }
    List<List<Event<?>>> lanes = new ArrayList<>();
    for (int lane = 0; lane < 4; lane++) {
      lanes.add(new ArrayList<>());
      for (int round = 0; round < 8; round++) {
        List<String> order = new ArrayList<>(calls);
        Collections.shuffle(order, new Random(lane * 100 + round));
        for (String call : order) {
          TenantId tenant = ORGANIZATIONS.get(calls.indexOf(call) % 3);
          lanes.get(lane).add(underKey("lane-" + lane, correction(tenant, call, round * 4 + lane)));
        }
      }
    }
    long before = deadlocks();

    // When
    lanes.stream()
        .map(lane -> CompletableFuture.runAsync(() -> send(lane)))
        .toList()
        .forEach(CompletableFuture::join);

    // Then
    for (List<Event<?>> lane : lanes) {
      await().atMost(Duration.ofMinutes(1)).until(() -> remembered(lane) == lane.size());
    }
    assertThat(calls)
        .allSatisfy(
            call ->
                assertThat(crm.value("select revision from activity where subject_id = ?", call))
                    .isEqualTo(31));
    assertThat(deadlocks()).isEqualTo(before);
  }

  @Test
  @DisplayName("CRM-78 a recording that is told before the end of its call is in the note")
  void shouldKeepARecordingUntilItsCallEnds() {
    // Given
    TenantId tenant = ORGANIZATIONS.get(1);
    String call = FinishedCalls.newId();
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      probe.send(FinishedCalls.recorded(tenant, call));
      await().until(() -> crm.count("early_recording where call_id = ?", call) == 1);

      Event<?> erased = FinishedCalls.erased(tenant, call);
      probe.send(erased);

      // When
      probe.send(FinishedCalls.ended(tenant, call, FinishedCalls.newMobile(), true, 1, 37));

      // Then
      await().until(() -> crm.count("activity where subject_id = ?", call) == 1);
      assertThat(remembered(List.of(erased))).isZero();
      assertThat(told(call)).isEqualTo("1 pending rev 1, 37 s, 1 note due");
      assertThat(recordings(Map.of(call, tenant))).isOne();
    }
  }

  /**
   * What is stored of a call; due is a note that waits for no recording any more, at most for its
   * CRM.
   */
  private String told(String call) {
    return (String)
        crm.value(
            "select count(distinct a.id) || ' ' || max(state) || ' rev ' || max(revision) || ', '"
                + " || max(call_json::jsonb->>'talkSeconds') || ' s, ' || (select count(*) from"
                + " jobs j where j.subject = ? and j.due_at < now() + interval '6 minutes')"
                + " || ' note due' from activity a where subject_id = ?",
            call,
            call);
  }

  private long recordings(Map<String, TenantId> calls) {
    return crm.count(
        "activity where call_json::jsonb->>'recordingPath' is not null"
            + " and subject_id = any(string_to_array(?, ','))",
        String.join(",", calls.keySet()));
  }

  private long remembered(List<Event<?>> events) {
    return crm.count(
        "inbox where consumer = 'crm-sync-service'"
            + " and event_id = any(string_to_array(?, ','))",
        events.stream().map(Event::id).distinct().collect(Collectors.joining(",")));
  }

  private long deadlocks() {
    return (long)
        crm.value("select deadlocks from pg_stat_database where datname = current_database()");
  }

  private static void send(List<Event<?>> told) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      told.forEach(probe::send);
    }
  }

  private static Event<?> correction(TenantId tenant, String call, int revision) {
    return FinishedCalls.ended(tenant, call, "+5511987654321", false, revision, 10);
  }

  private static <T extends Record> Event<T> underKey(String key, Event<T> event) {
    return new Event<>(
        event.id(),
        event.source(),
        event.subject(),
        event.time(),
        event.tenant(),
        event.causation(),
        event.topic(),
        key,
        event.data());
  }
}
