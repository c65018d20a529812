package dev.ramal.calls.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.carrier.CarrierCallApologized;
import dev.ramal.events.carrier.CarrierCallEnded;
import dev.ramal.events.carrier.CarrierCallFact.LegIds;
import dev.ramal.events.carrier.CarrierCallFact.Parties;
import dev.ramal.events.carrier.CarrierCallInitiated;
import dev.ramal.events.carrier.FactOrigin;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class InboundCallTest {
  private static final String CALLER = "+5531987650027";
  private static final String HANDLE = "CAinbound00000000000000000000000027";
  private static final Instant NOW = Instant.now();

  @Test
  @DisplayName("CALL-27 an inbound call is recorded in the history, once")
  void shouldRecordACallSomebodyElseStarted() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // When
      probe.send(event("in-27-1", initiated()));
      probe.send(event("in-27-2", ended()));

      // Then
      CallApi bruno = CallApi.as("bruno");
      List<String> found =
          await()
              .until(
                  () ->
                      bruno
                          .request()
                          .get("/api/calls")
                          .jsonPath()
                          .getList("items.findAll { it.from == '" + CALLER + "' }.id"),
                  ids -> !ids.isEmpty());
      assertThat(found).hasSize(1);
      CallEnded ended = probe.await(CallEnded.class, found.get(0));
      assertThat(ended.direction()).isEqualTo(Direction.INBOUND);
      assertThat(ended.agentId()).isNull();
      assertThat(ended.destinationClass()).isEqualTo(DestinationClass.MOBILE);
      assertThat(ended.outcome()).isEqualTo(CallOutcome.NO_ANSWER);
    }
  }

  @Test
  @DisplayName("CALL-128 a caller who only heard an apology is a missed call")
  void shouldMissTheCallOfACallerWhoHeardAnApology() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String handle = "CAapology" + System.nanoTime();
      Parties parties = new Parties(null, Direction.INBOUND, CALLER, "+551130001000");
      LegIds ids = new LegIds(null, null, new CarrierCallId(handle), null);

      // When
      probe.send(event(handle + "-1", handle, new CarrierCallApologized(ids, parties, at(0))));
      probe.send(
          event(
              handle + "-2",
              handle,
              new CarrierCallEnded(
                  ids, parties, CallOutcome.COMPLETED, 12, null, null, null, at(12))));

      // Then
      CallEnded ended = ended(probe, handle);
      assertThat(ended.outcome()).isEqualTo(CallOutcome.NO_ANSWER);
      assertThat(ended.cause()).isEqualTo("apology");
      assertThat(ended.talkSeconds()).isZero();
      assertThat(ended.answeredAt()).isNull();
      assertThat(ended.legs().get(0).answeredSeconds()).isZero();
    }
  }

  private static CallEnded ended(TopicProbe probe, String handle) {
    return probe
        .await(
            "the end of " + handle,
            record ->
                record.is(CallEnded.class)
                    && record.data(CallEnded.class).legs().stream()
                        .anyMatch(leg -> handle.equals(leg.carrierCallId().value())))
        .data(CallEnded.class);
  }

  private static FactOrigin at(int second) {
    Instant at = NOW.plusSeconds(second);
    return new FactOrigin(Carrier.TWILIO, new ConnectionId("c"), at, at, second, null);
  }

  private static Event<?> event(String id, Record data) {
    return event(id, HANDLE, data);
  }

  private static Event<?> event(String id, String handle, Record data) {
    return new Event<>(
        id,
        "/webhook-gateway",
        handle,
        NOW,
        Tenants.AURORA,
        null,
        Topics.CALL_FACTS,
        "aurora:" + handle,
        data);
  }

  private static CarrierCallInitiated initiated() {
    return new CarrierCallInitiated(
        new LegIds(null, null, new CarrierCallId(HANDLE), null),
        new Parties(null, Direction.INBOUND, CALLER, "+551130001000"),
        new FactOrigin(Carrier.TWILIO, new ConnectionId("c"), NOW, NOW, 0, null));
  }

  private static CarrierCallEnded ended() {
    return new CarrierCallEnded(
        new LegIds(null, null, new CarrierCallId(HANDLE), null),
        new Parties(null, Direction.INBOUND, CALLER, "+551130001000"),
        CallOutcome.NO_ANSWER,
        null,
        null,
        null,
        null,
        new FactOrigin(
            Carrier.TWILIO,
            new ConnectionId("c"),
            NOW.plusSeconds(20),
            NOW.plusSeconds(20),
            1,
            null));
  }
}
