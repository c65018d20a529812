package dev.ramal.crm.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.crm.ActivityFailed;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CrmTest
class OldNotesTest {
  private static final TenantId WITHOUT_CRM = TenantId.of("flora");

  @Inject GiveUpOldNotes giveUpOldNotes;

  private final Postgres crm = Postgres.database("crm");

  @Test
  @DisplayName("CRM-79 a call that waited two weeks for a CRM is a failure; younger ones wait on")
  void shouldGiveUpOnlyWhatHasWaitedTooLong() {
    // Given
    List<String> calls = Stream.generate(FinishedCalls::newId).limit(4).toList();
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS, Topics.CRM, Topics.ALERTS)) {
      calls.forEach(
          call ->
              probe.send(
                  FinishedCalls.ended(WITHOUT_CRM, call, FinishedCalls.newMobile(), false, 0, 5)));
      await().until(() -> calls.stream().allMatch(call -> state(call).equals("pending WAITING")));
      crm.execute(
          "update activity set created_at = now() - interval '15 days' where subject_id <> ?"
              + " and tenant = ?",
          calls.get(3),
          WITHOUT_CRM.value());
      aged(calls.get(0), "WAITING");
      aged(calls.get(1), "UNKNOWN");

      // When
      giveUpOldNotes.round().await().atMost(Duration.ofSeconds(10));

      // Then
      assertThat(calls)
          .extracting(this::state)
          .containsExactly(
              "failed expired WITHDRAWN", "pending UNKNOWN", "pending WAITING", "pending WAITING");
      ActivityFailed told = probe.await(ActivityFailed.class, calls.get(0));
      assertThat(told.kind()).isEqualTo("expired");
      assertThat(told.reason()).contains("14 dias");
      assertThat(probe.all(WITHOUT_CRM, AlertRaised.class)).isEmpty();
    }
  }

  @Test
  @DisplayName("CRM-91 what waited for days when a CRM is connected goes behind the calls of today")
  void shouldLetTheCallsOfTodayGoFirst() {
    // Given
    crm.execute("delete from crm_connection where tenant = 'boreal'");
    String old = FinishedCalls.newId();
    String today = FinishedCalls.newId();
    String person = FinishedCalls.newMobile();
    RdStation.crm().addDeal("D", RdStation.crm().addContact("M", person), "ongoing");
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      for (String call : List.of(old, today)) {
        probe.send(FinishedCalls.ended(Tenants.BOREAL, call, person, false, 0, 5));
        await().until(() -> state(call).equals("pending WAITING"));
      }
    }
    await()
        .until(
            () ->
                crm.count("job_accounts where tenant = 'boreal' and paused_until = 'infinity'")
                    == 1);
    crm.execute(
        "update jobs set opened_at = now() - interval '2 days', due_at = now() + interval '1 hour'"
            + " where subject = ?",
        old);

    // When
    RdStation.connect("bia");

    // Then
    await().until(() -> state(today).startsWith("synced"));
    assertThat(List.of(old, today))
        .extracting(call -> crm.value("select priority from jobs where subject = ?", call))
        .containsExactly(2, 1);
  }

  /** Waits since 15 days; the others were sent on their way again since. */
  private void aged(String call, String state) {
    crm.execute(
        "update jobs set opened_at = now() - interval '15 days', state = ?,"
            + " due_at = now() + interval '1 hour' where subject = ?",
        state,
        call);
  }

  private String state(String call) {
    return crm
        .rows(
            "select concat_ws(' ', a.state, a.failure_kind, j.state) as told from activity a"
                + " join jobs j on j.tenant = a.tenant and j.subject = a.subject_id"
                + " where a.subject_id = ?",
            call)
        .stream()
        .map(row -> (String) row.get("told"))
        .findFirst()
        .orElse("none");
  }
}
