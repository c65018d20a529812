package dev.ramal.calls.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.fixtures.Caller;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.calls.lifecycle.CallerJobs;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.CallMissed;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobState;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The database refuses, for one organization, what a job wants to store: again and again. */
@CallsTest
class LastResortTest extends CallersArrive {
  @Inject LastResort lastResort;
  @Inject CallRepository calls;
  @Inject SqlTransactions transactions;

  @AfterEach
  void mend() {
    DATABASE.execute("drop trigger if exists test_break on waiting_callers");
    DATABASE.execute("drop trigger if exists test_break on call_facts");
    DATABASE.execute("drop trigger if exists test_break on jobs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aurora", "boreal"})
  @DisplayName("CALL-821 a caller about whom nobody can decide leaves a message")
  void shouldTakeAMessageOfWhomNobodyCanDecideAbout(TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(organization);
      refuse("waiting_callers", "true");

      // When
      List<Caller> callers = ring(probe);
      await().until(() -> jobs(callers, "RUNNING") == 2);
      callers.forEach(LastResortTest::beganLongAgo);
      await().until(() -> fail(callers, CallerJobs.DECIDE) && facts(callers, "Routed") == 2);

      // Then
      Caller asking = callers.get(0);
      Caller told = callers.get(1);
      await().untilAsserted(() -> assertThat(commands("answer", told)).hasSize(1));
      told.answered(21);
      await().until(() -> !Simulator.posts("twilio", asking.handle, "lead-next").isEmpty());
      assertThat(asks("lead-next", asking, asking.call())).contains(Prompt.LEAVE_A_MESSAGE.words());
      await().untilAsserted(() -> assertThat(said(told)).containsExactly("greet"));
      await().until(() -> jobs(callers) == 0);
      for (Caller caller : callers) {
        caller.hungUp(30, talked(caller.carrier(), 30));
        CallMissed missed = probe.await(CallMissed.class, caller.call());
        assertThat(missed.cause()).isEqualTo("voicemail");
        assertThat(missed.reason()).isEqualTo("no-agent");
        assertThat(asked(caller)).isZero();
        hiddenFromOthers(caller);
      }
      assertThat(facts(callers, "Routed")).as("once").isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"aurora", "boreal"})
  @DisplayName("CALL-822 a caller of whom no message can be taken is ended at the carrier, missed")
  void shouldEndWhoeverCannotLeaveAMessage(TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(organization);
      settings(Map.of("queue", false));
      refuse("call_facts", "new.kind = 'Routed' and new.data like '%voicemail%'");

      // When
      List<Caller> callers = ring(probe);
      await().until(() -> fail(callers, CallerJobs.DECIDE) && facts(callers, "HangupAsked") == 2);

      // Then
      for (Caller caller : callers) {
        await().untilAsserted(() -> assertThat(ends(caller)).hasSize(1));
        caller.hungUp(30, talked(caller.carrier(), 30));
        assertThat(probe.await(CallMissed.class, caller.call()).cause()).isEqualTo("no-agent");
        assertThat(commands("answer", caller)).isEmpty();
        assertThat(ends(caller)).as("once").hasSize(1);
        hiddenFromOthers(caller);
      }
      await().until(() -> jobs(callers) == 0);
    }
  }

  @Test
  @DisplayName("CALL-823 who hangs up, or is decided about, meanwhile is taken nowhere else")
  void shouldLeaveAloneWhoeverIsNotKept() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      status("offline");
      List<Caller> decided = ring(probe);
      await().until(() -> decided.stream().allMatch(caller -> waiting(caller) == 1));
      refuse("waiting_callers", "true");
      List<Caller> gone = ring(probe);
      await().until(() -> fail(gone, CallerJobs.DECIDE) && jobs(gone, "WAITING") == 0);

      // When
      gone.forEach(caller -> caller.hungUp(3, talked(caller.carrier(), 3)));
      gone.forEach(caller -> probe.await(CallEnded.class, caller.call()));
      decided.forEach(this::takeLate);

      // Then
      await().until(() -> fail(gone, CallerJobs.DECIDE) && jobs(gone) == 0);
      assertThat(facts(gone, "Routed") + facts(gone, "HangupAsked")).isZero();
      assertThat(gone).allSatisfy(caller -> assertThat(ends(caller)).isEmpty());
      assertThat(facts(decided, "Routed")).as("to the queue, by the attempt in time").isEqualTo(2);
      assertThat(decided).allMatch(caller -> waiting(caller) == 1);
      decided.forEach(caller -> caller.hungUp(9, talked(caller.carrier(), 9)));
      decided.forEach(caller -> probe.await(CallMissed.class, caller.call()));
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, boreal", "telnyx, aurora"})
  @DisplayName("CALL-824 whose offer cannot be ended leaves a message, and the phone stops")
  void shouldTakeAMessageOfWhoseOfferDoesNotEnd(Carrier carrier, TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(organization);
      Caller caller = arrives(probe, carrier, CALLER);
      String rung = person.awaitLeg(caller.call(), "agent");
      refuse("call_facts", "new.kind = 'OfferLapsed'");

      // When
      await()
          .until(
              () ->
                  fail(List.of(caller), CallerJobs.OFFER_OVER)
                      && facts(List.of(caller), "Routed") == 2);

      // Then
      phones(probe, carrier, caller).ended("agent", rung, 19, CallOutcome.CANCELED, null, null);
      caller.hungUp(30, talked(carrier, 30));
      assertThat(probe.await(CallMissed.class, caller.call()).cause()).isEqualTo("voicemail");
      assertThat(DATABASE.count("waiting_callers where call_id = ?", caller.call())).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"aurora", "boreal"})
  @DisplayName(
      "CALL-825 a caller whose decision was lost is found by the janitor, and decided about")
  void shouldDecideAboutWhoeverWasLost(TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(organization);
      status("offline");
      when("jobs", "new.kind = 'DECIDE'", "return null;");
      List<Caller> callers = ring(probe);
      mend();
      assertThat(jobs(callers) + facts(callers, "Routed")).isZero();

      // When
      callers.forEach(LastResortTest::isSilentForLong);

      // Then
      await().until(() -> callers.stream().allMatch(caller -> waiting(caller) == 1));
      callers.forEach(caller -> caller.hungUp(99, talked(caller.carrier(), 99)));
      for (Caller caller : callers) {
        assertThat(probe.await(CallMissed.class, caller.call()).cause()).isEqualTo("abandoned");
        hiddenFromOthers(caller);
      }
    }
  }

  /** At a carrier that asks, and at one that must be told, where nobody has answered. */
  private List<Caller> ring(TopicProbe probe) {
    return List.of(
        Caller.staying(probe, tenant, Carrier.TWILIO, twilio, CALLER).isKnown(),
        Caller.staying(probe, tenant, Carrier.TELNYX, telnyx, OTHER_CALLER).isKnown());
  }

  private void refuse(String table, String rows) {
    when(table, rows, "raise exception 'refused by a test';");
  }

  private void when(String table, String rows, String then) {
    DATABASE.execute(
        "create or replace function test_break() returns trigger language plpgsql as 'begin "
            + then.replace("'", "''")
            + " end'");
    DATABASE.execute(
        "create trigger test_break before insert on %s for each row when (new.tenant = '%s' and %s)"
                .formatted(table, tenant.value(), rows)
            + " execute function test_break()");
  }

  /** The lease of whoever tried is over, or the time of the first attempt has come. */
  private static boolean fail(List<Caller> callers, String kind) {
    callers.forEach(
        caller ->
            DATABASE.execute(
                "update jobs set due_at = now() where queue = 'inbound' and subject = ?"
                    + " and kind = ? and state in ('WAITING', 'RUNNING', 'ASKING')",
                caller.call(),
                kind));
    return true;
  }

  /** Whoever tries has been slow; how often it was tried says no time. */
  private static void beganLongAgo(Caller caller) {
    DATABASE.execute(
        "update jobs set sent_at = sent_at - interval '25 seconds' where subject = ?"
            + " and kind = 'DECIDE'",
        caller.call());
  }

  private static void isSilentForLong(Caller caller) {
    DATABASE.execute(
        "update calls set checked_at = checked_at - interval '1 hour' where id = ?", caller.call());
  }

  private static long jobs(List<Caller> callers) {
    return jobs(callers, "%");
  }

  private static long jobs(List<Caller> callers, String state) {
    return count(callers, "jobs where subject = ? and kind = 'DECIDE' and state like ?", state);
  }

  private static long facts(List<Caller> callers, String kind) {
    return count(callers, "call_facts where call_id = ? and kind = ?", kind);
  }

  private static long count(List<Caller> callers, String rows, String which) {
    return callers.stream().mapToLong(one -> DATABASE.count(rows, one.call(), which)).sum();
  }

  private static List<String> ends(Caller caller) {
    return caller.carrier() == Carrier.TELNYX
        ? commands("hangup", caller)
        : Simulator.posts("twilio", caller.handle, "Status=completed");
  }

  /** As whoever was taken for dead does, when another has decided. */
  private void takeLate(Caller caller) {
    Instant now = Instant.now();
    Job late =
        new Job(
            -1,
            "late",
            tenant,
            CallerJobs.QUEUE,
            CallerJobs.DECIDE,
            caller.call(),
            "",
            "{}",
            JobState.ASKING,
            1,
            0,
            0,
            now,
            now,
            now,
            null,
            now);
    transactions
        .inTenant(
            tenant,
            sql ->
                calls
                    .lock(sql, tenant, CallId.of(caller.call()))
                    .map(found -> found.orElseThrow())
                    .chain(call -> lastResort.take(sql, call, late)))
        .await()
        .indefinitely();
  }
}
