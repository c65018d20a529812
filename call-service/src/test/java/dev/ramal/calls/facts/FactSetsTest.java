package dev.ramal.calls.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.Event;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.EventJson;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.carrier.CarrierCallAnswered;
import dev.ramal.events.carrier.CarrierCallEnded;
import dev.ramal.events.carrier.CarrierCallFact.LegIds;
import dev.ramal.events.carrier.CarrierCallFact.Parties;
import dev.ramal.events.carrier.CarrierCallInitiated;
import dev.ramal.events.carrier.FactOrigin;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.smallrye.reactive.messaging.kafka.fault.KafkaDelayedRetryTopic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@CallsTest
class FactSetsTest {
  private static final Postgres DATABASE = Postgres.database("calls");
  private static final Instant START = Instant.parse("2026-11-03T14:00:00Z");
  private static final int CALLS = 120;

  @Test
  @DisplayName("CALL-63 facts of many calls and organizations come together, each call its own")
  void shouldApplyFactsOfManyCallsOfSeveralOrganizationsAtOnce() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String run = "CAset" + System.nanoTime() + "n";
      List<Event<?>> events = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        events.addAll(factsOf(i % 2 == 0 ? Tenants.AURORA : Tenants.BOREAL, run + i, i));
      }
      List<Event<?>> repeated = new ArrayList<>(events);
      Collections.shuffle(repeated, new Random(7));
      Event<?> stranger =
          answered(
              Tenants.AURORA,
              run + "stranger",
              5,
              new Parties(null, Direction.OUTBOUND, "+551130001000", "+5531987000000"));

      // When
      events.forEach(probe::send);
      probe.send(stranger);
      repeated.forEach(probe::send);

      // Then
      await().until(() -> count("ended_at is not null", run) == CALLS);
      assertThat(count("talk_seconds = 30 and status = 'COMPLETED'", run)).isEqualTo(CALLS);
      assertThat(count("tenant = 'boreal'", run)).isEqualTo(CALLS / 2);
      assertThat(DATABASE.count("call_facts where carrier_call_id like ?", run + "%"))
          .isEqualTo(3L * CALLS);
      await()
          .until(
              () ->
                  probe.all().stream()
                          .filter(record -> record.is(CallEnded.class))
                          .filter(record -> isOf(record.data(CallEnded.class), run))
                          .count()
                      == CALLS);
      assertThat(DATABASE.count("inbox where event_id = ?", stranger.id())).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-812 a fact that names another organization's call is dropped, and is no alert")
  void shouldDropWhatNamesAnotherOrganizationsCall(Carrier carrier) {
    // Given
    Connections.at(carrier, "bia");
    String boreals =
        CallApi.as("breno").dials(Map.of("to", "+5511987650812", "carrier", carrier.wire()));
    String callers = CallId.ofCaller(Tenants.AURORA, carrier, new CarrierCallId(boreals)).value();
    String retried = Topics.CALL_FACTS + ".call-service_retry_";
    String dead = Topics.deadLetter(Topics.CALL_FACTS, "call-service");
    try (TopicProbe probe = TopicProbe.on(retried + 1000, retried + 20000, dead)) {

      // When
      tell(probe, carrier, boreals, "early", 1);
      tell(probe, carrier, boreals, "foreign", 3);
      tell(probe, carrier, callers, "lost", 5);

      // Then
      probe.await("a dead letter", r -> r.topic().equals(dead) && r.id().equals(callers + "lost"));
      probe.await("a retry", r -> r.id().equals(boreals + "early"));
      assertThat(probe.all()).noneMatch(record -> record.id().equals(boreals + "foreign"));
      assertThat(DATABASE.count("call_facts where fact_id like ?", boreals + "%")).isZero();
    }
  }

  /** A fact of Aurora's connection, tried so often. */
  private static void tell(TopicProbe probe, Carrier carrier, String call, String id, int attempt) {
    Instant at = START.plusSeconds(5);
    FactOrigin origin = new FactOrigin(carrier, new ConnectionId("c"), at, at, null, null);
    LegIds ids = new LegIds(call, LegName.LEAD, new CarrierCallId("CA" + call), null);
    Event<?> fact =
        event(
            Tenants.AURORA,
            call + id,
            call,
            new CarrierCallAnswered(ids, Parties.UNSAID, null, origin));
    Map<String, String> headers = new HashMap<>(EventHeaders.of(fact));
    headers.put(KafkaDelayedRetryTopic.DELAYED_RETRY_COUNT, String.valueOf(attempt - 1));
    probe.send(fact.topic(), "CALL-812", headers, EventJson.write(fact.data()));
  }

  private static boolean isOf(CallEnded ended, String run) {
    return ended.legs().stream().anyMatch(leg -> leg.carrierCallId().value().startsWith(run));
  }

  private static long count(String condition, String run) {
    return DATABASE.count("calls where lead_call_id like ? and " + condition, run + "%");
  }

  private static List<Event<?>> factsOf(TenantId tenant, String handle, int number) {
    Parties parties =
        new Parties(null, Direction.INBOUND, "+5531987%06d".formatted(number), "+551130001000");
    return List.of(
        event(
            tenant,
            handle + "-1",
            handle,
            new CarrierCallInitiated(ids(handle), parties, origin(tenant, 0))),
        answered(tenant, handle, 10, parties),
        event(
            tenant,
            handle + "-3",
            handle,
            new CarrierCallEnded(
                ids(handle),
                parties,
                CallOutcome.COMPLETED,
                tenant.equals(Tenants.AURORA) ? 30 : null,
                null,
                null,
                null,
                origin(tenant, 40))));
  }

  private static Event<?> answered(TenantId tenant, String handle, int second, Parties parties) {
    return event(
        tenant,
        handle + "-2",
        handle,
        new CarrierCallAnswered(ids(handle), parties, null, origin(tenant, second)));
  }

  private static Event<?> event(TenantId tenant, String id, String handle, Record data) {
    return new Event<>(
        id,
        "/webhook-gateway",
        handle,
        START,
        tenant,
        null,
        Topics.CALL_FACTS,
        tenant + ":" + handle,
        data);
  }

  private static LegIds ids(String handle) {
    return new LegIds(null, null, new CarrierCallId(handle), null);
  }

  /** Aurora calls through Twilio, which counts seconds, Boreal through Telnyx, which does not. */
  private static FactOrigin origin(TenantId tenant, int second) {
    Instant at = START.plusSeconds(second);
    return tenant.equals(Tenants.AURORA)
        ? new FactOrigin(Carrier.TWILIO, new ConnectionId("c"), at, at, second, null)
        : new FactOrigin(Carrier.TELNYX, new ConnectionId("c"), at, at, null, null);
  }
}
