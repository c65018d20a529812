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
import dev.ramal.events.EventJson;
import dev.ramal.events.ReleasingParty;
import dev.ramal.events.ReleasingSide;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.CallMissed;
import dev.ramal.events.carrier.CarrierCallAnswered;
import dev.ramal.events.carrier.CarrierCallApologized;
import dev.ramal.events.carrier.CarrierCallCost;
import dev.ramal.events.carrier.CarrierCallEnded;
import dev.ramal.events.carrier.CarrierCallFact.LegIds;
import dev.ramal.events.carrier.CarrierCallFact.Parties;
import dev.ramal.events.carrier.CarrierCallInitiated;
import dev.ramal.events.carrier.CarrierCallRecording;
import dev.ramal.events.carrier.FactOrigin;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
class InboundCallTest {
  private static final String CALLER = "+5531987650027";
  private static final String ANOTHER = "+5531987650130";
  private static final String OTHER = "+5531987650028";
  private static final Instant NOW = Instant.now();
  private static final Postgres DATABASE = Postgres.database("calls");

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-27 an inbound call is recorded in the history, once")
  void shouldRecordACallSomebodyElseStarted(Carrier carrier, TenantId tenant) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String handle = "inbound" + System.nanoTime();
      String caller = carrier.equals(Carrier.TWILIO) ? CALLER : OTHER;
      LegIds ids = new LegIds(null, null, new CarrierCallId(handle), null);
      Parties parties = new Parties(null, Direction.INBOUND, caller, "+551130001000");

      // When
      probe.send(
          event(
              tenant,
              handle + "-1",
              handle,
              new CarrierCallInitiated(ids, parties, at(carrier, 0))));
      probe.send(
          event(
              tenant,
              handle + "-2",
              handle,
              new CarrierCallEnded(
                  ids, parties, CallOutcome.NO_ANSWER, null, null, null, null, at(carrier, 20))));

      // Then
      CallApi manager = CallApi.as(tenant.equals(Tenants.AURORA) ? "bruno" : "bia");
      List<String> found =
          await()
              .until(
                  () ->
                      manager
                          .request()
                          .get("/api/calls")
                          .jsonPath()
                          .getList("items.findAll { it.from == '" + caller + "' }.id"),
                  calls -> !calls.isEmpty());
      assertThat(found).hasSize(1);
      CallEnded ended = probe.await(CallEnded.class, found.get(0));
      assertThat(ended.direction()).isEqualTo(Direction.INBOUND);
      assertThat(ended.agentId()).isNull();
      assertThat(ended.destinationClass()).isEqualTo(DestinationClass.MOBILE);
      assertThat(ended.outcome()).isEqualTo(CallOutcome.NO_ANSWER);
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-128 a caller who only heard an apology is a missed call")
  void shouldMissTheCallOfACallerWhoHeardAnApology(Carrier carrier, TenantId tenant) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String handle = "apology" + System.nanoTime();
      Parties parties = new Parties(null, Direction.INBOUND, ANOTHER, "+551130001000");
      LegIds ids = new LegIds(null, null, new CarrierCallId(handle), null);

      // When
      probe.send(
          event(
              tenant,
              handle + "-1",
              handle,
              new CarrierCallApologized(ids, parties, at(carrier, 0))));
      probe.send(
          event(
              tenant,
              handle + "-2",
              handle,
              new CarrierCallEnded(
                  ids,
                  parties,
                  CallOutcome.COMPLETED,
                  carrier.equals(Carrier.TWILIO) ? 12 : null,
                  null,
                  null,
                  null,
                  at(carrier, 12))));

      // Then
      CallEnded ended = ended(probe, handle);
      assertThat(ended.outcome()).isEqualTo(CallOutcome.NO_ANSWER);
      assertThat(ended.cause()).isEqualTo("apology");
      assertThat(ended.talkSeconds()).isZero();
      assertThat(ended.answeredAt()).isNull();
      assertThat(ended.legs().get(0).answeredSeconds()).isZero();
      assertThat(probe.await(CallMissed.class, ended.callId()).cause()).isEqualTo("apology");
    }
  }

  @Test
  @DisplayName("CALL-130 a fact that cannot begin a call waits for the one that can")
  void shouldNotLoseAnAnswerThatOvertookItsCall() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String handle = "v3:overtaken" + System.nanoTime();
      LegIds ids = new LegIds(null, null, new CarrierCallId(handle), null);
      Parties undirected = new Parties(null, null, ANOTHER, "+551130002000");
      Parties directed = new Parties(null, Direction.INBOUND, ANOTHER, "+551130002000");

      // When
      probe.send(
          event(
              Tenants.BOREAL,
              handle + "-2",
              handle,
              new CarrierCallAnswered(ids, undirected, null, at(Carrier.TELNYX, 5))));
      await().until(() -> parked(handle) == 1);
      probe.send(
          event(
              Tenants.BOREAL,
              handle + "-1",
              handle,
              new CarrierCallInitiated(ids, directed, at(Carrier.TELNYX, 0))));
      probe.send(
          event(
              Tenants.BOREAL,
              handle + "-3",
              handle,
              new CarrierCallEnded(
                  ids,
                  undirected,
                  CallOutcome.COMPLETED,
                  null,
                  null,
                  "normal_clearing",
                  ReleasingSide.CALLER,
                  at(Carrier.TELNYX, 100))));

      // Then
      CallEnded ended = ended(probe, handle);
      assertThat(ended.outcome()).isEqualTo(CallOutcome.COMPLETED);
      assertThat(ended.talkSeconds()).isEqualTo(95);
      assertThat(ended.hungUpBy()).isEqualTo(ReleasingParty.LEAD);
      assertThat(ended.startedAt()).isEqualTo(NOW.truncatedTo(ChronoUnit.MICROS));
      assertThat(parked(handle)).isZero();
    }
  }

  @Test
  @DisplayName("CALL-130 a fact that cannot begin a call waits for the one that can")
  void shouldKeepARecordingThatCameBeforeItsCall() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String handle = "CArecorded" + System.nanoTime();
      LegIds ids = new LegIds(null, null, new CarrierCallId(handle), null);
      String recording = "RE" + handle;

      // When
      probe.send(
          event(
              Tenants.AURORA,
              handle + "-r",
              handle,
              new CarrierCallRecording(
                  ids, recording, "completed", 58, 2, null, null, null, at(Carrier.TWILIO, 60))));
      await().until(() -> parked(handle) == 1);
      probe.send(
          event(
              Tenants.AURORA,
              handle + "-e",
              handle,
              new CarrierCallEnded(
                  ids,
                  new Parties(null, Direction.INBOUND, null, "+551130001000"),
                  CallOutcome.COMPLETED,
                  58,
                  null,
                  null,
                  null,
                  at(Carrier.TWILIO, 62))));

      // Then
      CallEnded ended = ended(probe, handle);
      assertThat(ended.from()).isEqualTo("withheld");
      assertThat(ended.talkSeconds()).isEqualTo(58);
      await()
          .until(
              () ->
                  DATABASE.count(
                          "recordings where carrier_recording_id = ? and call_id = ?",
                          recording,
                          ended.callId())
                      == 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-131 a parked fact finds a call that began beside it")
  void shouldFreeWhatWasParkedWhileItsCallBegan(Carrier carrier, TenantId tenant) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String handle = "beside" + System.nanoTime();
      LegIds ids = new LegIds(null, null, new CarrierCallId(handle), null);
      CarrierCallCost cost =
          new CarrierCallCost(ids, new BigDecimal("0.0140"), "USD", 60, List.of(), at(carrier, 9));
      probe.send(
          event(
              tenant,
              handle + "-1",
              handle,
              new CarrierCallInitiated(
                  ids,
                  new Parties(null, Direction.INBOUND, ANOTHER, "+551130001000"),
                  at(carrier, 0))));
      await().until(() -> DATABASE.count("calls where lead_call_id = ?", handle) == 1);

      // When
      DATABASE.execute(
          "insert into parked_facts (tenant, carrier, carrier_call_id, event_id, type, data)"
              + " values (?, ?, ?, ?, ?, ?)",
          tenant.value(),
          carrier.name(),
          handle,
          handle + "-c",
          CarrierCallCost.TYPE,
          EventJson.write(cost));

      // Then
      await().until(() -> DATABASE.count("call_facts where fact_id = ?", handle + "-c") == 1);
      assertThat(parked(handle)).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-132 what waits in vain is let go, and a person hears of recordings")
  void shouldLetGoWhatNoCallBeginsFor(Carrier carrier, TenantId tenant) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALL_FACTS, Topics.ALERTS)) {
      // Given
      String handle = "nobody" + System.nanoTime();
      LegIds ids = new LegIds(null, null, new CarrierCallId(handle), null);
      probe.send(
          event(
              tenant,
              handle + "-r",
              handle,
              new CarrierCallRecording(
                  ids, "RE" + handle, "completed", 58, 2, null, null, null, at(carrier, 60))));
      await().until(() -> parked(handle) == 1);

      // When
      DATABASE.execute(
          "update parked_facts set parked_at = now() - interval '25 hours'"
              + " where carrier_call_id = ?",
          handle);

      // Then
      await().until(() -> parked(handle) == 0);
      probe.await(
          "the alert",
          record ->
              record.is(AlertRaised.class)
                  && "parked-facts".equals(record.subject())
                  && tenant.equals(record.tenant()));
      assertThat(DATABASE.count("calls where lead_call_id = ?", handle)).isZero();
    }
  }

  private static long parked(String handle) {
    return DATABASE.count("parked_facts where carrier_call_id = ?", handle);
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

  private static FactOrigin at(Carrier carrier, int second) {
    Instant at = NOW.plusSeconds(second);
    Integer sequence = carrier.equals(Carrier.TWILIO) ? second : null;
    return new FactOrigin(carrier, new ConnectionId("c"), at, at, sequence, null);
  }

  private static Event<?> event(TenantId tenant, String id, String handle, Record data) {
    return new Event<>(
        id,
        "/webhook-gateway",
        handle,
        NOW,
        tenant,
        null,
        Topics.CALL_FACTS,
        tenant + ":" + handle,
        data);
  }
}
