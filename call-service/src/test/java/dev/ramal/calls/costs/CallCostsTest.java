package dev.ramal.calls.costs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.events.CallCostState;
import dev.ramal.events.Event;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.billing.CallCostChanged;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class CallCostsTest {
  private static final Postgres CALLS = Postgres.database("calls");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Instant AT = Instant.parse("2026-11-03T14:12:41Z");

  private final CallApi ana = CallApi.as("ana");
  private final CallApi bruno = CallApi.as("bruno");
  private final CallApi carla = CallApi.as("carla");
  private final String lead =
      "+55119%08d".formatted(Math.abs(UUID.randomUUID().hashCode()) % 100_000_000);

  @BeforeEach
  void connect() {
    Connections.twilio("carla");
    Connections.twilio("bia");
  }

  @Test
  @DisplayName("CALL-800 a call shows what it costs to who may see it, shuffled, twice and late")
  void shouldShowWhatACallCosts() {
    // Given
    String id = ana.dials(Map.of("to", lead));
    List<Event<?>> told = new ArrayList<>();
    for (int version = 1; version <= 5; version++) {
      told.add(told(Tenants.AURORA, cost(id, version, "0.1" + version, "0.2" + version)));
    }
    told.addAll(List.copyOf(told));
    told.add(told(Tenants.AURORA, cost(id, 2, "9", "9")));
    told.add(told(Tenants.BOREAL, cost(id, 9, "7", "7")));
    Collections.shuffle(told, new Random(17));

    // When
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      told.forEach(topics::send);
    }
    awaitVersion("aurora", id, 5);
    awaitVersion("boreal", id, 9);
    Event<?> late = told(Tenants.AURORA, cost(id, 4, "8", "8"));
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(late);
    }
    await().atMost(PATIENCE).until(() -> CALLS.count("inbox where event_id = ?", late.id()) == 1);

    // Then
    JsonNode whole = carla.shown(id).path("cost");
    assertThat(whole.path("state").asText()).isEqualTo("real");
    assertThat(whole.at("/cost/amount").asText()).isEqualTo("0.150000");
    assertThat(whole.at("/price/amount").asText()).isEqualTo("0.250000");
    assertThat(whole.at("/price/currency").asText()).isEqualTo("BRL");
    assertThat(whole.path("lines").asInt()).isEqualTo(2);
    assertThat(whole.path("changedAt").asText()).isEqualTo(AT.toString());
    JsonNode manager = bruno.shown(id).path("cost");
    assertThat(manager.at("/price/amount").asText()).isEqualTo("0.250000");
    assertThat(manager.path("cost").isNull()).as("what carriers charge").isTrue();
    assertThat(ana.shown(id).path("cost").isNull()).as("of sales").isTrue();
    assertThat(CallApi.as("vera").shown(id).path("cost").isNull()).as("of a viewer").isTrue();
    assertThat(CallApi.as("bia").call(id).statusCode()).isEqualTo(404);
    assertThat(CALLS.count("call_costs where call_id = ?", id)).isEqualTo(2);
  }

  @Test
  @DisplayName("CALL-801 a cost is kept before the call is known, and however large it is")
  void shouldKeepACostBeforeTheCall() {
    // Given
    String id = UUID.randomUUID().toString();
    String huge = "9".repeat(40) + ".123456";

    // When
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(told(Tenants.AURORA, cost(id, 1, huge, huge)));
    }
    awaitVersion("aurora", id, 1);
    int unknown = carla.call(id).statusCode();
    String known = ana.dials(Map.of("to", lead));
    CALLS.execute("update call_costs set call_id = ? where call_id = ?", known, id);

    // Then
    assertThat(unknown).isEqualTo(404);
    assertThat(carla.shown(known).at("/cost/cost/amount").asText()).isEqualTo(huge);
  }

  @Test
  @DisplayName("CALL-802 what cannot be a cost goes to the dead letters, and holds up no other")
  void shouldTakeNoCostThatCannotBe() {
    // Given
    String id = ana.dials(Map.of("to", lead));
    CallCostChanged dollars =
        new CallCostChanged(
            id, 7, CallCostState.REAL, Money.of("1", "USD"), Money.brl("1"), 1, 0, 0, AT);
    List<Event<?>> bad =
        List.of(told(Tenants.AURORA, dollars), told(Tenants.AURORA, cost(id, 0, "1", "1")));
    String deadLetters = Topics.deadLetter(Topics.BILLING, "call-service");

    // When
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING, deadLetters)) {
      bad.forEach(topics::send);
      topics.send(
          Topics.BILLING,
          "aurora:" + id,
          EventHeaders.of(told(Tenants.AURORA, cost(id, 8, "1", "1"))),
          "{\"callId\":\"" + id + "\",\"version\":\"many\"}");
      topics.send(told(Tenants.AURORA, cost(id, 1, "0.1", "0.2")));
      for (Event<?> one : bad) {
        topics.await(
            "a dead letter", r -> r.topic().equals(deadLetters) && r.id().equals(one.id()));
      }
      topics.await("another", r -> r.topic().equals(deadLetters) && r.json().contains("many"));
    }
    awaitVersion("aurora", id, 1);

    // Then
    assertThat(bruno.shown(id).at("/cost/price/amount").asText()).isEqualTo("0.200000");
  }

  private static void awaitVersion(String tenant, String id, int version) {
    await("version " + version + " of " + id)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                CALLS.count(
                        "call_costs where tenant = ? and call_id = ? and version = ?",
                        tenant,
                        id,
                        version)
                    == 1);
  }

  private static CallCostChanged cost(String id, int version, String cost, String price) {
    return new CallCostChanged(
        id,
        version,
        version == 5 ? CallCostState.REAL : CallCostState.ESTIMATED,
        Money.brl(cost),
        Money.brl(price),
        2,
        version == 5 ? 0 : 1,
        0,
        AT);
  }

  private static Event<?> told(TenantId tenant, CallCostChanged data) {
    return new Event<>(
        UUID.randomUUID().toString(),
        "/billing-service",
        data.callId(),
        AT,
        tenant,
        null,
        Topics.BILLING,
        tenant.value() + ":" + data.callId(),
        data);
  }
}
