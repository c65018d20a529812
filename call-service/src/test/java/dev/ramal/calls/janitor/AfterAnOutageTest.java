package dev.ramal.calls.janitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.CarrierCallFact.LegIds;
import dev.ramal.events.carrier.CarrierCallFact.Parties;
import dev.ramal.events.carrier.CarrierCallInitiated;
import dev.ramal.events.carrier.FactOrigin;
import dev.ramal.testkit.FaultRun;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
@DisplayName("CALL-73 after an outage the janitor keeps up, and nobody waits for a slow account")
class AfterAnOutageTest {
  private static final String CALLER = "+5531987650094";
  private static final Instant YESTERDAY = Instant.now().minus(Duration.ofHours(25));

  private final Postgres calls = Postgres.database("calls");

  @AfterEach
  void answerAgain() {
    Simulator.noFaults();
  }

  @Test
  @FaultRun
  void shouldCloseFiveHundredCallsWhileAnotherAccountDoesNotAnswer() {
    // Given
    String slow = Connections.twilio("bia");
    String quick = Connections.twilio("carla");
    String account = CallApi.as("bia").request().get("/api/carriers/" + slow).path("accountSid");
    Simulator.fault("GET", "timeout", "twilio", "/Accounts/" + account, 10_000, Map.of());
    try (TopicProbe facts = TopicProbe.on(Topics.CALL_FACTS)) {
      ring(facts, Tenants.BOREAL, slow, 60);
      ring(facts, Tenants.AURORA, quick, 500);
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> open(slow) == 60 && open(quick) == 500);

    // When
    calls.execute(
        "update calls set checked_at = now() - interval '2 hours' where from_number = ?", CALLER);

    // Then
    await().atMost(Duration.ofSeconds(60)).until(() -> open(quick) == 0);
    assertThat(open(slow)).isPositive();
    await().atMost(Duration.ofSeconds(60)).until(() -> open(slow) == 0);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                calls.count(
                        "jobs where queue = 'stale-calls' and due_at <= now() and subject in"
                            + " (select id from calls where from_number = ?)",
                        CALLER)
                    == 0);
  }

  private long open(String connection) {
    return calls.count(
        "calls where connection_id = ? and from_number = ? and ended_at is null",
        connection,
        CALLER);
  }

  /** Inbound calls of which nobody told the end. */
  private static void ring(TopicProbe facts, TenantId tenant, String connection, int count) {
    for (int i = 0; i < count; i++) {
      String handle = "CA%s%024d".formatted(tenant.value().substring(0, 6), i);
      facts.send(
          new Event<>(
              "outage-" + handle,
              "/webhook-gateway",
              handle,
              YESTERDAY,
              tenant,
              null,
              Topics.CALL_FACTS,
              tenant.value() + ":" + handle,
              new CarrierCallInitiated(
                  new LegIds(null, null, new CarrierCallId(handle), null),
                  new Parties(null, Direction.INBOUND, CALLER, "+551130001000"),
                  new FactOrigin(
                      Carrier.TWILIO,
                      new ConnectionId(connection),
                      YESTERDAY,
                      YESTERDAY,
                      0,
                      null))));
    }
  }
}
