package dev.ramal.calls.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.carrier.RecordingPort.ListedRecording;
import dev.ramal.calls.connections.CarrierAccounts;
import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.RecordedTalk;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Event;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.RecordingErased;
import dev.ramal.events.carrier.CarrierCallFact.LegIds;
import dev.ramal.events.carrier.CarrierCallRecording;
import dev.ramal.events.carrier.FactOrigin;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
class RetentionTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String SETTING = "/api/settings/voice/recording-retention";
  private static final Postgres CALLS = Postgres.database("calls");

  @Inject Carriers carriers;
  @Inject CarrierAccounts accounts;
  @Inject RetireRecordings retire;

  private final CallApi carla = CallApi.as("carla");

  /** The administrator and the organization whose recordings are kept for a time. */
  private CallApi admin = carla;

  private TenantId tenant = Tenants.AURORA;
  private TopicProbe probe;

  @BeforeEach
  void connect() {
    Simulator.noFaults();
    Connections.twilio("carla");
    Connections.telnyx("carla");
    Connections.telnyx("bia");
    probe = TopicProbe.on(Topics.CALLS);
  }

  @AfterEach
  void close() {
    keep(null);
    Simulator.noFaults();
    probe.close();
  }

  @ParameterizedTest
  @CsvSource({"twilio, carla, aurora, boreal", "telnyx, bia, boreal, aurora"})
  @DisplayName(
      "CALL-424 what was kept long enough is erased here and at the carrier, with its word")
  void shouldEraseWhatHasHadItsTime(
      String carrier, String administrator, TenantId organization, TenantId another) {
    // Given
    admin = CallApi.as(administrator);
    tenant = organization;
    RecordedTalk talk = stored(carrier);
    String others = another + "-" + talk.id();
    keep(30);
    round();
    assertThat(status(talk)).as("it is young").isEqualTo("stored");
    CALLS.execute(
        "update recordings set recorded_at = now() - interval '31 days' where call_id = ?",
        talk.id());
    CALLS.execute(
        "insert into recordings (tenant, id, call_id, carrier, connection_id, carrier_recording_id,"
            + " state, recorded_at, created_at) select ?, ?, call_id, carrier,"
            + " connection_id, carrier_recording_id, state, recorded_at, created_at"
            + " from recordings where call_id = ?",
        another.value(),
        others,
        talk.id());
    Simulator.fault("DELETE", "status", carrier, "ecordings/", 1, Map.of("status", 503));

    // When
    round();

    // Then
    RecordingErased erased = probe.await(RecordingErased.class, talk.id());
    assertThat(erased.reason()).isEqualTo("retention");
    assertThat(erased.erasedBy()).isEqualTo("retention");
    assertThat(erased.atCarrier()).isEqualTo("deleted");
    assertThat(status(talk)).isEqualTo("erased");
    assertThat(shown(talk, "erasedBecause")).isEqualTo("retention");
    assertThat(shown(talk, "atCarrier")).isEqualTo("deleted");
    assertThat(files(talk)).isEmpty();
    round();
    assertThat(
            CALLS.count(
                "jobs where subject = ? and queue = ?",
                erased.recordingId(),
                EraseRecordings.QUEUE))
        .as("asked for once")
        .isEqualTo(1);
    assertThat(CALLS.value("select state from recordings where id = ?", others))
        .as("that organization keeps without end")
        .isEqualTo("STORED");
    CALLS.execute("delete from recordings where id = ?", others);
  }

  @Test
  @DisplayName("CALL-425 an administrator says for how long recordings are kept")
  void shouldKeepTheSetting() {
    // When
    keep(180);

    // Then
    assertThat(days("ana")).isEqualTo(180);
    assertThat(days("bia")).as("another organization's").isNull();
    assertThat(put(CallApi.as("ana"), 1).statusCode()).isEqualTo(403);
    assertThat(put(carla, 0).statusCode()).isEqualTo(400);
    assertThat(put(carla, 3651).<List<String>>path("errors.field")).containsExactly("days");
    assertThat(days("ana")).isEqualTo(180);
    keep(null);
    assertThat(days("ana")).isNull();
  }

  private RecordedTalk stored(String carrier) {
    RecordedTalk talk =
        RecordedTalk.at(
            Carrier.of(carrier),
            probe,
            tenant.equals(Tenants.AURORA) ? CallApi.as("bruno") : admin,
            tenant,
            "+5511987650425");
    Simulator.advance(10);
    talk.over();
    Simulator.advance(30);
    tell(talk, files(talk).get(0).recordingId());
    await().untilAsserted(() -> assertThat(status(talk)).isEqualTo("stored"));
    return talk;
  }

  private void tell(RecordedTalk talk, String recordingId) {
    Instant now = Instant.now();
    probe.send(
        new Event<>(
            "kept-" + talk.id(),
            "/webhook-gateway",
            talk.id(),
            now,
            tenant,
            null,
            Topics.CALL_FACTS,
            tenant + ":" + talk.id(),
            new CarrierCallRecording(
                new LegIds(talk.id(), LegName.LEAD, new CarrierCallId(talk.lead()), null),
                recordingId,
                "completed",
                10,
                2,
                null,
                now.minusSeconds(40),
                "call",
                new FactOrigin(
                    talk.carrier(), new ConnectionId(connection(talk)), now, now, null, null))));
  }

  private void round() {
    retire.retireAll().await().atMost(LIMIT);
  }

  private void keep(Integer days) {
    put(admin, days).then().statusCode(200);
  }

  private static io.restassured.response.Response put(CallApi by, Integer days) {
    Map<String, Object> body = new HashMap<>();
    body.put("days", days);
    return by.request().body(body).put(SETTING);
  }

  private static Integer days(String user) {
    return CallApi.as(user).request().get(SETTING).then().statusCode(200).extract().path("days");
  }

  private String status(RecordedTalk talk) {
    return shown(talk, "status");
  }

  private String shown(RecordedTalk talk, String field) {
    return admin.request().get("/api/calls/" + talk.id() + "/recordings").path("items[0]." + field);
  }

  private String connection(RecordedTalk talk) {
    return admin.call(talk.id()).path("connectionId");
  }

  /** As the carrier lists them. */
  private List<ListedRecording> files(RecordedTalk talk) {
    CarrierAccount account =
        accounts.byId(tenant, connection(talk)).await().atMost(LIMIT).orElseThrow();
    return ((CarrierReply.Done<List<ListedRecording>>)
            carriers
                .of(talk.carrier())
                .recordings()
                .ofLeg(account, new CarrierCallId(talk.lead()))
                .await()
                .atMost(LIMIT))
        .value();
  }
}
