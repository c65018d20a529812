package dev.ramal.calls.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.Caller;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.LeadUp;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.CallMissed;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
class InboundQueueTest extends CallersArrive {
  private static final String ROUNDS = "tenant = ? and queue = 'inbound' and kind = 'SERVE'";

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-301 callers wait in their order for whoever is idle")
  void shouldServeTheQueueInItsOrder(Carrier carrier, TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(organization);
      status("offline");
      Caller first = arrives(probe, carrier, CALLER);
      await().until(() -> waiting(first) == 1);
      Caller second = arrives(probe, carrier, OTHER_CALLER);
      await().until(() -> waiting(second) == 1);
      await().until(() -> hears(carrier, second).contains("número 2 da fila"));

      // When
      status("available");

      // Then
      String leg = person.awaitLeg(first.call(), "agent");
      assertThat(person.call(second.call()).jsonPath().getList("legs.leg")).doesNotContain("agent");
      assertThat(person.call(first.call()).<String>path("agentId")).isEqualTo(agent);
      Phones phones = phones(probe, carrier, first).initiated("agent", leg, 2);
      person.request().post("/api/calls/" + first.call() + "/hangup").then().statusCode(200);
      phones.ended("agent", leg, 3, CallOutcome.BUSY, null, null);
      String next = person.awaitLeg(second.call(), "agent");
      assertThat(waiting(first)).isEqualTo(1);
      Simulator.advance(5);
      Phones others = phones(probe, carrier, second);
      others.initiated("agent", next, 4).answered("agent", next, 5);
      await().until(() -> DATABASE.count("waiting_callers where call_id = ?", second.call()) == 0);
      first.hungUp(20, talked(carrier, 20));
      await().until(() -> waiting(first) == 0);
      assertThat(probe.await(CallMissed.class, first.call()).cause()).isEqualTo("abandoned");
      second.hungUp(21, talked(carrier, 21));
      others.ended("agent", next, 21, CallOutcome.COMPLETED, talked(carrier, 16), null);
      assertThat(probe.await(CallEnded.class, second.call()).agentId()).isEqualTo(agent);
    }
  }

  /** What a caller who waits is told at this moment. */
  private String hears(Carrier carrier, Caller caller) {
    return carrier.equals(Carrier.TWILIO)
        ? asks("lead-waiting", caller, caller.call())
        : String.join("\n", commands("speak", caller));
  }

  @ParameterizedTest
  @CsvSource({"twilio", "telnyx"})
  @DisplayName("CALL-793 an organization's free agent is never offered another one's caller")
  void shouldOfferNobodyToAnotherOrganization(Carrier carrier) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(Tenants.BOREAL);
      status("offline");
      Caller ofBoreal = arrives(probe, carrier, CALLER);
      await().until(() -> waiting(ofBoreal) == 1);
      goTo(Tenants.AURORA);
      String ofAurora = agent;

      // When
      Caller served = arrives(probe, carrier, OTHER_CALLER);
      String leg = bruno.awaitLeg(served.call(), "agent");

      // Then
      phones(probe, carrier, served)
          .initiated("agent", leg, 2)
          .ended("agent", leg, 3, CallOutcome.CANCELED, null, null);
      served.hungUp(4, talked(carrier, 4));
      probe.await(CallMissed.class, served.call());
      assertThat(waiting(ofBoreal)).isEqualTo(1);
      assertThat(offers(List.of(ofBoreal))).isZero();
      assertThat(bruno.call(ofBoreal.call()).statusCode()).isEqualTo(404);
      goTo(Tenants.BOREAL);
      status("available");
      String own = person.awaitLeg(ofBoreal.call(), "agent");
      assertThat(person.call(ofBoreal.call()).<String>path("agentId"))
          .isEqualTo(agent)
          .isNotEqualTo(ofAurora);
      ofBoreal.hungUp(9, talked(carrier, 9));
      phones(probe, carrier, ofBoreal).ended("agent", own, 9, CallOutcome.CANCELED, null, null);
      probe.await(CallMissed.class, ofBoreal.call());
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-590 who gets free is given the next caller at once, not in the next round")
  void shouldServeTheQueueWhenAnAgentGetsFree(Carrier carrier, TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(organization);
      status("offline");
      Caller first = arrives(probe, carrier, CALLER);
      await().until(() -> waiting(first) == 1);
      Caller second = arrives(probe, carrier, OTHER_CALLER);
      await().until(() -> waiting(second) == 1);
      stopTheRounds();

      // When
      status("available");
      String leg = person.awaitLeg(first.call(), "agent");
      Simulator.advance(5);
      Phones phones = phones(probe, carrier, first);
      phones.initiated("agent", leg, 2).answered("agent", leg, 3);
      await().until(() -> person.status(first.call()).equals("in-progress"));
      stopTheRounds();
      first.hungUp(9, talked(carrier, 9));
      phones.ended("agent", leg, 9, CallOutcome.COMPLETED, talked(carrier, 6), null);

      // Then
      String next = person.awaitLeg(second.call(), "agent");
      second.hungUp(20, talked(carrier, 20));
      phones(probe, carrier, second)
          .initiated("agent", next, 10)
          .ended("agent", next, 20, CallOutcome.CANCELED, null, null);
      probe.await(CallMissed.class, second.call());
    } finally {
      DATABASE.execute(
          "delete from jobs where " + ROUNDS + " and due_at > now() + interval '30 minutes'",
          tenant.value());
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-835 an offer runs out though nobody tells, and the next idle agent is rung")
  void shouldGoToTheNextAgentWhenAnOfferRunsOut(Carrier carrier, TenantId organization) {
    String next = "next-" + UUID.randomUUID();
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(organization);
      enter(next);
      Caller caller = arrives(probe, carrier, CALLER);
      String call = caller.call();
      String first = person.awaitLeg(call, "agent");
      String rung = person.call(call).path("agentId");

      // When
      DATABASE.execute(
          "update jobs set due_at = now() where subject = ? and kind = 'OFFER_OVER'", call);

      // Then
      String second = person.awaitLeg(call, "agent-2");
      assertThat(rung).as("who was idle longest").isEqualTo(agent);
      assertThat(person.call(call).<String>path("agentId")).isEqualTo(next);
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          carrier.equals(Carrier.TWILIO)
                              ? Simulator.posts("twilio", "/Calls/" + first, "Status")
                              : LeadUp.commands("hangup", first))
                      .as("the first phone stops")
                      .hasSize(1));
      Simulator.advance(5);
      Phones phones = phones(probe, carrier, caller);
      phones
          .ended("agent", first, 7, CallOutcome.CANCELED, null, null)
          .initiated("agent-2", second, 8)
          .answered("agent-2", second, 9);
      person.awaitStatus(call, "in-progress");
      caller.hungUp(20, talked(carrier, 20));
      phones.ended("agent-2", second, 20, CallOutcome.COMPLETED, talked(carrier, 11), null);
      CallEnded ended = probe.await(CallEnded.class, call);
      assertThat(ended.agentId()).isEqualTo(next);
      assertThat(ended.outcome()).isEqualTo(CallOutcome.COMPLETED);
    } finally {
      DATABASE.execute("update agents set status = 'OFFLINE' where user_id = ?", next);
    }
  }

  /** Until it is asked for, the queue is looked at no more. */
  private void stopTheRounds() {
    await()
        .until(
            () -> {
              DATABASE.execute(
                  "update jobs set due_at = now() + interval '1 hour' where state = 'WAITING' and "
                      + ROUNDS,
                  tenant.value());
              return DATABASE.count(
                      "jobs where due_at < now() + interval '30 minutes' and " + ROUNDS,
                      tenant.value())
                  == 0;
            });
  }

  @ParameterizedTest
  @CsvSource({"aurora", "boreal"})
  @DisplayName("CALL-309 a carrier that must be told says the place in the queue, again and again")
  void shouldTellThePlaceInTheQueue(TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(organization);
      status("offline");

      // When
      Caller caller = Caller.at(probe, tenant, Carrier.TELNYX, telnyx, CALLER).isKnown();
      await().until(() -> !commands("answer", caller).isEmpty());
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
      hiddenFromOthers(caller);
    }
  }

  @ParameterizedTest
  @CsvSource({"aurora", "boreal"})
  @DisplayName("CALL-794 a caller whose carrier asks is told the place as it is each time")
  void shouldTellThePlaceAsItIs(TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(organization);
      status("offline");
      Caller first = arrives(probe, Carrier.TWILIO, CALLER);
      await().until(() -> waiting(first) == 1);
      Caller second = arrives(probe, Carrier.TWILIO, OTHER_CALLER);
      await().until(() -> waiting(second) == 1);
      String before = hears(Carrier.TWILIO, second);

      // When
      first.hungUp(9, 9);
      probe.await(CallMissed.class, first.call());

      // Then
      assertThat(before).contains("número 2 da fila", "hold-music.wav</Play>");
      assertThat(hears(Carrier.TWILIO, second))
          .contains("número 1 da fila", "hold-music.wav</Play>");
      hiddenFromOthers(second);
      second.hungUp(10, 10);
      assertThat(probe.await(CallMissed.class, second.call()).cause()).isEqualTo("abandoned");
    }
  }
}
