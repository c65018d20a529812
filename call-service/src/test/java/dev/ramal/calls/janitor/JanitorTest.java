package dev.ramal.calls.janitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.Event;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.billing.CarrierPriceRequested;
import dev.ramal.events.calls.CallCosted;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import dev.ramal.testkit.fixtures.Simulator;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@CallsTest
class JanitorTest {
  private final CallApi ana = CallApi.as("ana");
  private final Postgres calls = Postgres.database("calls");

  @Inject ForgetTimelines forget;

  @Test
  @DisplayName("CALL-25 a stale call is closed with the carrier's true times")
  void shouldCloseACallWhoseCallbacksWereLost() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String id = endedAtTheCarrierWithoutAWord();

      // When
      beSilentForHours(id);

      // Then
      CallEnded ended = probe.await(CallEnded.class, id);
      assertThat(ended.revision()).isZero();
      assertThat(ended.legs()).hasSize(1);
      assertThat(calls.count("call_facts where call_id = ? and fact_id like 'truth:%'", id))
          .isPositive();
      assertThat(calls.count("call_news where call_id = ? and type = 'CallEnded'", id))
          .isEqualTo(1);
    }
  }

  @Test
  @DisplayName("CALL-25 a stale call is closed with the carrier's true times")
  void shouldCloseACallAtTheTimeAtWhichItEnded() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      Connections.telnyx("carla");
      Simulator.catchUp();
      String id = ana.dials(Map.of("to", "+5511987650025", "carrier", "telnyx"));
      String agent = ana.awaitLeg(id, "agent");
      Simulator.advance(20);
      Simulator.hangUpTelnyx(agent);
      Instant hungUp = Simulator.now();
      Simulator.advance(40);

      // When
      beSilentForHours(id);

      // Then
      CallEnded ended = probe.await(CallEnded.class, id);
      assertThat(ended.endedAt()).isCloseTo(hungUp, within(1, ChronoUnit.SECONDS));
      assertThat(ended.legs()).hasSize(1);
      assertThat(ended.legs().get(0).answeredSeconds()).isBetween(10, 20);
    }
  }

  @Test
  @DisplayName("CALL-85 an answer that nobody told is learned by asking")
  void shouldDialTheLeadWhenTheAgentsAnswerWasLost() {
    // Given
    Connections.telnyx("carla");
    Simulator.catchUp();
    String id = ana.dials(Map.of("to", "+5511987650065", "carrier", "telnyx"));
    ana.awaitLeg(id, "agent");
    Simulator.advance(5);

    // When
    beSilentForHours(id);

    // Then
    assertThat(ana.awaitLeg(id, "lead")).isNotBlank();
    ana.request().post("/api/calls/" + id + "/hangup").then().statusCode(200);
  }

  @Test
  @DisplayName("CALL-133 an answer whose callback was lost is asked for after the end")
  void shouldLearnOfALostAnswerAfterTheEnd() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      Connections.telnyx("carla");
      Simulator.catchUp();
      String id = ana.dials(Map.of("to", "+5511987650133", "carrier", "telnyx"));
      String agent = ana.awaitLeg(id, "agent");
      Simulator.advance(20);
      Simulator.hangUpTelnyx(agent);
      new Phones(probe, Tenants.AURORA, Carrier.TELNYX, id, Simulator.now())
          .ended("agent", agent, 0, CallOutcome.COMPLETED, null, "callee");
      CallEnded untold = probe.await(CallEnded.class, id);

      // When
      calls.execute(
          "update jobs set due_at = now() where queue = 'stale-calls' and subject = ?", id);

      // Then
      CallEnded corrected =
          probe
              .await(
                  "the correction",
                  record ->
                      id.equals(record.subject())
                          && record.is(CallEnded.class)
                          && record.data(CallEnded.class).revision() == 1)
              .data(CallEnded.class);
      assertThat(untold.legs().get(0).answeredSeconds()).isZero();
      assertThat(corrected.legs().get(0).answeredSeconds()).isBetween(10, 20);
      assertThat(corrected.cause()).isEqualTo("agent-left");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-86 old entries of timelines are forgotten, the rest stays")
  void shouldForgetOldNewsOnly(Carrier carrier) {
    // Given
    Connections.at(carrier, "carla");
    String id = ana.dials(Map.of("to", "+5511987650066", "carrier", carrier.wire()));
    ana.awaitLeg(id, "agent");
    String rest = "call_news where type <> 'CallRequested' and call_id = ?";
    await().until(() -> calls.count(rest, id) > 0);
    calls.execute(
        "update call_news set told_at = now() - interval '40 days' where seq <="
            + " (select seq from call_news where call_id = ? and type = 'CallRequested')",
        id);

    // When
    forget.forgetOld().await().atMost(Duration.ofSeconds(10));

    // Then
    assertThat(calls.count("call_news where type = 'CallRequested' and call_id = ?", id)).isZero();
    assertThat(calls.count(rest, id)).isPositive();
  }

  @Test
  @DisplayName("CALL-26 the price is asked for and told once")
  void shouldTellThePriceOnce() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String id = endedAtTheCarrierWithoutAWord();
      beSilentForHours(id);
      probe.await(CallEnded.class, id);
      Simulator.advance(20);

      // When
      calls.execute(
          "update jobs set due_at = now() where queue = 'call-prices' and subject = ?", id);

      // Then
      CallCosted costed = probe.await(CallCosted.class, id);
      assertThat(costed.leg()).isEqualTo(LegName.AGENT);
      assertThat(costed.cost().amount()).isPositive();
      await()
          .during(Duration.ofSeconds(3))
          .until(() -> calls.count("call_news where call_id = ? and type = 'CallCosted'", id) == 1);
      assertThat(calls.count("jobs where queue = 'call-prices' and subject = ?", id)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-26 the price is asked for and told once")
  void shouldAskForThePriceAgain(Carrier carrier) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS, Topics.BILLING)) {
      // Given
      String id =
          carrier.equals(Carrier.TWILIO)
              ? endedAtTheCarrierWithoutAWord()
              : hungUpAtTelnyxWithoutAWord();
      beSilentForHours(id);
      probe.await(CallEnded.class, id);
      Simulator.advance(20);
      calls.execute("delete from jobs where queue = 'call-prices' and subject = ?", id);

      // When
      probe.send(missed(Tenants.BOREAL, "call", id));
      probe.send(missed(Tenants.AURORA, "message", id));
      probe.send(missed(Tenants.AURORA, "call", "0192f3a8-0000-7000-8000-000000000404"));
      probe.send(missed(Tenants.AURORA, "call", id));
      probe.send(missed(Tenants.AURORA, "call", id));

      // Then
      CallCosted costed = probe.await(CallCosted.class, id);
      assertThat(costed.cost().amount()).isPositive();
      await().until(() -> calls.count("jobs where queue = 'call-prices' and subject = ?", id) == 0);
      assertThat(calls.count("call_news where call_id = ? and type = 'CallCosted'", id))
          .isEqualTo(1);
      assertThat(
              calls.count(
                  "jobs where queue = 'call-prices' and tenant = 'boreal' and subject = ?", id))
          .isZero();
    }
  }

  private static Event<CarrierPriceRequested> missed(TenantId tenant, String subject, String id) {
    return new Event<>(
        UUID.randomUUID().toString(),
        "/billing-service",
        id,
        Instant.now(),
        tenant,
        null,
        Topics.BILLING,
        tenant.value(),
        new CarrierPriceRequested(subject, id, "davi", Instant.now()));
  }

  @Test
  @DisplayName("CALL-161 what Telnyx does not tell about a cost is looked up in its detail records")
  void shouldLookUpWhatTelnyxDoesNotTell() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String id = hungUpAtTelnyxWithoutAWord();
      beSilentForHours(id);
      probe.await(CallEnded.class, id);
      assertThat(
              calls.count(
                  "jobs where queue = 'call-prices' and subject = ?"
                      + " and due_at > now() + interval '20 minutes'",
                  id))
          .isEqualTo(1);

      // When
      calls.execute(
          "update jobs set due_at = now() where queue = 'call-prices' and subject = ?", id);

      // Then
      CallCosted costed = probe.await(CallCosted.class, id);
      assertThat(costed.leg()).isEqualTo(LegName.AGENT);
      assertThat(costed.cost().currency()).isEqualTo("USD");
      assertThat(costed.cost().amount()).isBetween(new BigDecimal("0.002"), new BigDecimal("0.01"));
    }
  }

  /** The agent's leg runs its course at the stand-in; nobody listens to its callbacks. */
  private String endedAtTheCarrierWithoutAWord() {
    Connections.twilio("carla");
    String id = ana.dials(Map.of("to", "+5511987650025", "carrier", "twilio"));
    String agent = ana.awaitLeg(id, "agent");
    Simulator.advance(10);
    // The stand-in asks for instructions first, which nobody gives; who asks it earlier asks in
    // vain.
    await()
        .until(
            () -> SimulatedCarriers.host().twilio().call(agent).getString("status"),
            status -> !Set.of("queued", "ringing", "in-progress").contains(status));
    return id;
  }

  /** The same at the other one, which has billed it. */
  private String hungUpAtTelnyxWithoutAWord() {
    Connections.telnyx("carla");
    Simulator.catchUp();
    String id = ana.dials(Map.of("to", "+5511987650161", "carrier", "telnyx"));
    String agent = ana.awaitLeg(id, "agent");
    Simulator.advance(20);
    Simulator.hangUpTelnyx(agent);
    Simulator.advance(40);
    return id;
  }

  private void beSilentForHours(String id) {
    calls.execute("update calls set checked_at = now() - interval '2 hours' where id = ?", id);
  }
}
