package dev.ramal.calls.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.Caller;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.CallMissed;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class InboundQueueTest extends CallersArrive {
  private static final String ROUNDS = "tenant = 'aurora' and queue = 'inbound' and kind = 'SERVE'";

  @Inject ServeQueue queue;
  @Inject SqlTransactions transactions;
  @Inject SweepQueues sweep;

  @Test
  @DisplayName("CALL-301 callers wait in their order for whoever is idle")
  void shouldServeTheQueueInItsOrder() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      status("offline");
      Caller first = Caller.at(probe, Tenants.AURORA, Carrier.TWILIO, twilio, CALLER).isKnown();
      await().until(() -> waiting(first) == 1);
      Caller second =
          Caller.at(probe, Tenants.AURORA, Carrier.TWILIO, twilio, OTHER_CALLER).isKnown();
      await().until(() -> waiting(second) == 1);
      assertThat(asks("lead-waiting", second, second.call())).contains("número 2 da fila");

      // When
      status("available");

      // Then
      String leg = bruno.awaitLeg(first.call(), "agent");
      assertThat(bruno.call(second.call()).jsonPath().getList("legs.leg")).doesNotContain("agent");
      assertThat(bruno.call(first.call()).<String>path("agentId")).isEqualTo(agent);
      Phones phones =
          new Phones(probe, Tenants.AURORA, Carrier.TWILIO, first.call(), Instant.now());
      phones.initiated("agent", leg, 2);
      bruno.request().post("/api/calls/" + first.call() + "/hangup").then().statusCode(200);
      phones.ended("agent", leg, 3, CallOutcome.BUSY, null, null);
      String next = bruno.awaitLeg(second.call(), "agent");
      assertThat(waiting(first)).isEqualTo(1);
      new Phones(probe, Tenants.AURORA, Carrier.TWILIO, second.call(), Instant.now())
          .initiated("agent", next, 4)
          .answered("agent", next, 5);
      await().until(() -> DATABASE.count("waiting_callers where call_id = ?", second.call()) == 0);
      first.hungUp(20, 20);
      await().until(() -> waiting(first) == 0);
      assertThat(probe.await(CallMissed.class, first.call()).cause()).isEqualTo("abandoned");
      second.hungUp(21, 21);
      new Phones(probe, Tenants.AURORA, Carrier.TWILIO, second.call(), Instant.now())
          .ended("agent", next, 21, CallOutcome.COMPLETED, 16, null);
      assertThat(probe.await(CallEnded.class, second.call()).agentId()).isEqualTo(agent);
    }
  }

  @Test
  @DisplayName("CALL-590 who gets free is given the next caller at once, not in the next round")
  void shouldServeTheQueueWhenAnAgentGetsFree() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      status("offline");
      Caller first = Caller.at(probe, Tenants.AURORA, Carrier.TWILIO, twilio, CALLER).isKnown();
      await().until(() -> waiting(first) == 1);
      Caller second =
          Caller.at(probe, Tenants.AURORA, Carrier.TWILIO, twilio, OTHER_CALLER).isKnown();
      await().until(() -> waiting(second) == 1);
      stopTheRounds();

      // When
      status("available");
      String leg = bruno.awaitLeg(first.call(), "agent");
      Phones phones =
          new Phones(probe, Tenants.AURORA, Carrier.TWILIO, first.call(), Instant.now());
      phones.initiated("agent", leg, 2).answered("agent", leg, 3);
      await().until(() -> bruno.status(first.call()).equals("in-progress"));
      stopTheRounds();
      first.hungUp(9, 9);
      phones.ended("agent", leg, 9, CallOutcome.COMPLETED, 6, null);

      // Then
      String next = bruno.awaitLeg(second.call(), "agent");
      second.hungUp(20, 20);
      new Phones(probe, Tenants.AURORA, Carrier.TWILIO, second.call(), Instant.now())
          .initiated("agent", next, 10)
          .ended("agent", next, 20, CallOutcome.CANCELED, null, null);
      probe.await(CallMissed.class, second.call());
    } finally {
      DATABASE.execute(
          "delete from jobs where " + ROUNDS + " and due_at > now() + interval '30 minutes'");
    }
  }

  /** Until it is asked for, the queue is looked at no more. */
  private static void stopTheRounds() {
    await()
        .until(
            () -> {
              DATABASE.execute(
                  "update jobs set due_at = now() + interval '1 hour' where state = 'WAITING' and "
                      + ROUNDS);
              return DATABASE.count(
                      "jobs where due_at < now() + interval '30 minutes' and " + ROUNDS)
                  == 0;
            });
  }

  @Test
  @DisplayName("CALL-309 a carrier that must be told says the place in the queue, again and again")
  void shouldTellThePlaceInTheQueue() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      status("offline");

      // When
      Caller caller = Caller.at(probe, Tenants.AURORA, Carrier.TELNYX, telnyx, CALLER).isKnown();
      caller.answered(1);

      // Then
      await()
          .untilAsserted(
              () ->
                  assertThat(commands("speak", caller))
                      .hasSizeGreaterThan(2)
                      .anyMatch(post -> post.contains("número 1 da fila"))
                      .allMatch(post -> post.contains("\"stop\":\"all\"")));
      await()
          .untilAsserted(
              () ->
                  assertThat(commands("playback_start", caller))
                      .as("music between the words")
                      .hasSizeGreaterThan(1)
                      .allMatch(post -> post.contains("hold-music.wav"))
                      .allMatch(post -> post.contains("\"loop\":\"infinity\"")));
      caller.hungUp(9, null);
      assertThat(probe.await(CallMissed.class, caller.call()).cause()).isEqualTo("abandoned");
      assertThat(asked(caller)).isZero();
    }
  }

  @Test
  @DisplayName("CALL-308 rounds of a queue at the same time ring an agent once")
  void shouldRingAnAgentOnce() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      status("offline");
      List<Caller> callers = new ArrayList<>();
      for (int n = 0; n < 6; n++) {
        callers.add(Caller.at(probe, Tenants.AURORA, Carrier.TWILIO, twilio, "+553198765031" + n));
      }
      await().until(() -> callers.stream().allMatch(caller -> waiting(caller) == 1));

      // When
      status("available");
      roundsAtOnce();

      // Then
      await().until(() -> offers(callers) == 1);
      await().during(Duration.ofSeconds(1)).until(() -> offers(callers) == 1);
      callers.forEach(caller -> caller.hungUp(9, 9));
      await().until(() -> callers.stream().allMatch(caller -> waiting(caller) == 0));
    }
  }

  private void roundsAtOnce() {
    List<Uni<Void>> rounds = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      String round = "round-" + n;
      rounds.add(
          transactions.inTenant(
              Tenants.AURORA, sql -> queue.serve(sql, Tenants.AURORA, round).replaceWithVoid()));
    }
    Uni.join().all(rounds).andFailFast().await().indefinitely();
  }

  private static long offers(List<Caller> callers) {
    return callers.stream()
        .mapToLong(
            caller ->
                DATABASE.count("call_facts where kind = 'Offered' and call_id = ?", caller.call()))
        .sum();
  }

  @Test
  @DisplayName("CALL-533 whom a lost job would keep waiting for ever is found and freed")
  void shouldFreeWhomALostJobKeeps() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      Caller caller = Caller.at(probe, Tenants.AURORA, Carrier.TWILIO, twilio, CALLER).isKnown();
      String call = caller.call();
      String rung = bruno.awaitLeg(call, "agent");
      await()
          .until(() -> DATABASE.count("waiting_callers where call_id = ? and offered", call) == 1);
      loseJobs(call);
      DATABASE.execute(
          "update call_facts set at = at - interval '1 minute' where call_id = ? and kind ="
              + " 'Offered'",
          call);
      DATABASE.execute(
          "update waiting_callers set offered_at = offered_at - interval '1 minute'"
              + " where call_id = ?",
          call);
      DATABASE.execute(
          "insert into waiting_callers (tenant, call_id, since, tried, offered) values ('boreal',"
              + " '0195a1b2-0000-7000-8000-0000000000aa', now() - interval '1 day', '', false)");

      // When
      sweep.sweep().await().indefinitely();

      // Then
      await().until(() -> waiting(caller) == 1);
      assertThat(DATABASE.count("call_facts where kind = 'OfferLapsed' and call_id = ?", call))
          .isEqualTo(1);
      await()
          .until(
              () ->
                  DATABASE.count(
                          "waiting_callers where call_id = '0195a1b2-0000-7000-8000-0000000000aa'")
                      == 0);
      loseJobs(call);
      DATABASE.execute(
          "update calls set requested_at = requested_at - interval '1 hour' where id = ?", call);
      DATABASE.execute(
          "update waiting_callers set since = since - interval '1 hour' where call_id = ?", call);
      sweep.sweep().await().indefinitely();
      await().until(() -> DATABASE.count("waiting_callers where call_id = ?", call) == 0);
      new Phones(probe, Tenants.AURORA, Carrier.TWILIO, call, Instant.now())
          .ended("agent", rung, 19, CallOutcome.CANCELED, null, null);
      caller.hungUp(20, 20);
      assertThat(probe.await(CallMissed.class, call).cause()).isEqualTo("voicemail");
    }
  }

  private static void loseJobs(String call) {
    DATABASE.execute("delete from jobs where queue = 'inbound' and subject = ?", call);
  }
}
