package dev.ramal.gateway.redriving;

import static dev.ramal.gateway.fixtures.TestConnections.AURORA_TWILIO;
import static dev.ramal.gateway.fixtures.TestConnections.BOREAL_TELNYX;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Carrier;
import dev.ramal.events.Event;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.CarrierCallEnded;
import dev.ramal.events.carrier.CarrierCallRinging;
import dev.ramal.events.quarantine.CallbackQuarantined;
import dev.ramal.gateway.fixtures.GatewayTest;
import dev.ramal.gateway.fixtures.TestConnections;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.Tokens;
import dev.ramal.testkit.TopicProbe;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@GatewayTest
class RedrivesTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-21T12:00:11Z");

  /** The kit's, which no service names. */
  private static final String LOGGER = "dev.ramal.kit.deadletters.TellDeadLetters";

  @Inject TestConnections connections;
  @Inject MeterRegistry meters;

  private final String call = UUID.randomUUID().toString();

  @BeforeEach
  void connect() {
    connections.publishAll();
  }

  @Test
  @DisplayName(
      "GW-119 a quarantined callback that is sent again is translated by what the gateway knows"
          + " now, with the id that the fact would have had; both carriers and organizations")
  void shouldTranslateWhatComesAgain() {
    // Given
    String event = UUID.randomUUID().toString();
    try (TopicProbe probe = TopicProbe.on(Topics.CALL_FACTS)) {

      // When: twice, as after a crash
      for (int i = 0; i < 2; i++) {
        probe.send(
            redriven(
                AURORA_TWILIO.tenant(),
                Carrier.TWILIO,
                AURORA_TWILIO.id(),
                "/webhooks/twilio/tw-aurora/call-status?call=" + call + "&leg=lead",
                "application/x-www-form-urlencoded",
                "AccountSid=ACa&CallSid=CA1&CallStatus=ringing&SequenceNumber=1"));
        probe.send(
            redriven(
                BOREAL_TELNYX.tenant(),
                Carrier.TELNYX,
                BOREAL_TELNYX.id(),
                "/webhooks/telnyx/tx-boreal",
                "application/json",
                hangup(event)));
      }

      // Then
      ReceivedRecord ringing =
          probe.await(
              "the first fact",
              one -> one.json().contains(call) && one.is(CarrierCallRinging.class));
      ReceivedRecord ended = probe.await("the second", one -> event.equals(one.id()));
      assertThat(ringing.key()).isEqualTo("aurora:" + call);
      assertThat(ringing.data(CarrierCallRinging.class).origin().receivedAt()).isEqualTo(RECEIVED);
      assertThat(ended.key()).isEqualTo("boreal:" + call);
      assertThat(ended.is(CarrierCallEnded.class)).isTrue();
      assertThat(
              probe.all().stream()
                  .filter(one -> one.is(CarrierCallRinging.class) && one.json().contains(call))
                  .map(ReceivedRecord::id)
                  .distinct())
          .hasSize(1);
    }
  }

  @Test
  @DisplayName(
      "GW-120 what is still not understood, or is another organization's, is quarantined anew")
  void shouldQuarantineAnew() {
    // Given
    String body = "AccountSid=ACa&CallSid=" + call + "&CallStatus=levitating";
    try (TopicProbe probe = TopicProbe.on(Topics.QUARANTINE, Topics.CALL_FACTS)) {

      // When
      probe.send(redriven(AURORA_TWILIO.tenant(), "call-status", body));
      probe.send(redriven(BOREAL_TELNYX.tenant(), "call-status", body));
      probe.send(redriven(AURORA_TWILIO.tenant(), "no-such-kind", body));

      // Then
      String base64 = base64(body);
      ReceivedRecord foreign =
          probe.await(
              "of another", one -> one.json().contains(base64) && one.key().startsWith("boreal:"));
      assertThat(foreign.data(CallbackQuarantined.class).reason()).contains("connection");
      ReceivedRecord unknown =
          probe.await(
              "unknown path",
              one -> one.json().contains(base64) && one.json().contains("no-such-kind"));
      assertThat(unknown.data(CallbackQuarantined.class).reason()).contains("path");
      assertThat(probe.all())
          .noneMatch(one -> one.topic().equals(Topics.CALL_FACTS) && one.json().contains(call));
    }
  }

  @Test
  @DisplayName(
      "GW-120 whoever asks before it is sent again hears what would become of it, and nothing is"
          + " published; of our services only")
  void shouldSayWhatItWouldMakeOfThem() {
    // Given
    String known = "AccountSid=ACa&CallSid=CA1&CallStatus=ringing&SequenceNumber=1";
    Event<?> fact =
        redriven(
            AURORA_TWILIO.tenant(),
            Carrier.TWILIO,
            AURORA_TWILIO.id(),
            "/webhooks/twilio/tw-aurora/call-status?call=" + call + "&leg=lead",
            "application/x-www-form-urlencoded",
            known);
    Event<?> unknown =
        redriven(
            AURORA_TWILIO.tenant(), "call-status", "CallSid=CA" + call + "&CallStatus=levitating");
    Event<?> foreign = redriven(BOREAL_TELNYX.tenant(), "call-status", known);
    String asked =
        EventJson.write(List.of(fact.data(), unknown.data(), foreign.data(), Map.of("path", 1)));
    try (TopicProbe probe = TopicProbe.on(Topics.QUARANTINE, Topics.CALL_FACTS)) {

      // When
      Awaitility.await()
          .untilAsserted(
              () -> ask(Tokens.service("messaging-service"), asked).then().statusCode(200));
      JsonPath told = ask(Tokens.service("messaging-service"), asked).jsonPath();

      // Then
      assertThat(told.getString("[0].type")).endsWith("carrier.call.ringing");
      assertThat(told.getString("[0].complaint")).isNull();
      assertThat(told.getString("[1].complaint")).isNotBlank();
      assertThat(told.getString("[2].complaint")).contains("connection");
      assertThat(told.getString("[3].complaint")).contains("cannot be translated");
      assertThat(probe.all()).noneMatch(one -> one.json().contains(call));
      ask(Tokens.service("messaging-service"), "{}").then().statusCode(400);
      ask(Tokens.of("olga"), asked).then().statusCode(403);
      given()
          .contentType("application/json")
          .body(asked)
          .post("/internal/translations")
          .then()
          .statusCode(401);
    }
  }

  private static Response ask(String token, String callbacks) {
    return given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .body(callbacks)
        .post("/internal/translations");
  }

  @Test
  @DisplayName(
      "GW-121 what becomes of a callback that is sent again names its redrive: quarantined anew, or"
          + " a fact")
  void shouldNameTheRedrive() {
    // Given
    String redrive = "r-" + call;
    Event<?> unknown =
        redriven(
            AURORA_TWILIO.tenant(), "call-status", "CallSid=CA" + call + "&CallStatus=levitating");
    Event<?> known =
        redriven(
            AURORA_TWILIO.tenant(),
            Carrier.TWILIO,
            AURORA_TWILIO.id(),
            "/webhooks/twilio/tw-aurora/call-status?call=" + call + "&leg=lead",
            "application/x-www-form-urlencoded",
            "AccountSid=ACa&CallSid=CA1&CallStatus=ringing&SequenceNumber=1");
    try (TopicProbe probe = TopicProbe.on(Topics.QUARANTINE, Topics.CALL_FACTS)) {

      // When
      for (Event<?> event : List.of(unknown, known)) {
        Map<String, String> headers = new HashMap<>(EventHeaders.of(event));
        headers.put(EventHeaders.REDRIVE, redrive);
        headers.put(EventHeaders.FIRST_OFFSET, "7");
        probe.send(event.topic(), event.key(), headers, EventJson.write(event.data()));
      }

      // Then
      for (String topic : List.of(Topics.QUARANTINE, Topics.CALL_FACTS)) {
        ReceivedRecord record =
            probe.await(
                "on " + topic,
                one ->
                    one.topic().equals(topic)
                        && redrive.equals(one.headers().get(EventHeaders.REDRIVE)));
        assertThat(record.key()).startsWith("aurora:");
        assertThat(record.headers().get(EventHeaders.FIRST_OFFSET))
            .as("the place among callbacks is none among facts")
            .isEqualTo(topic.equals(Topics.QUARANTINE) ? "7" : null);
      }
    }
  }

  @Test
  @DisplayName("GW-122 a callback waits in its order until the connections are known")
  void shouldWaitUntilConnectionsAreKnown() {
    // Given
    AtomicInteger looks = new AtomicInteger();

    // When
    RedrivesConsumer.once(() -> looks.incrementAndGet() > 3, Duration.ofMillis(1))
        .await()
        .atMost(Duration.ofSeconds(10));
    RedrivesConsumer.once(() -> true, Duration.ofDays(1)).await().atMost(Duration.ofSeconds(1));

    // Then
    assertThat(looks).hasValue(4);
  }

  @Test
  @DisplayName(
      "GW-125 what cannot be read of what is sent again is a dead letter, told in the log and"
          + " counted, without a database")
  void shouldTellOfADeadLetter() {
    // Given
    Event<CallbackQuarantined> event = redriven(BOREAL_TELNYX.tenant(), "call-status", "x");
    List<String> lines = new CopyOnWriteArrayList<>();
    Handler listening = listen(lines);
    double before = deadLetters();
    String dead = Topics.deadLetter(Topics.REDRIVES, "webhook-gateway");
    try (TopicProbe probe = TopicProbe.on(dead)) {

      // When
      probe.send(event.topic(), event.key(), EventHeaders.of(event), "{\"from\":\"+5511\"}");

      // Then
      probe.await("the dead letter", one -> event.id().equals(one.id()));
      Awaitility.await().until(() -> deadLetters() == before + 1);
    } finally {
      Logger.getLogger(LOGGER).removeHandler(listening);
    }
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("WARN tenant=boreal topic=" + Topics.REDRIVES)
        .contains("dead letter: Malformed schema")
        .doesNotContain("+5511");
  }

  private double deadLetters() {
    return meters
        .counter("ramal.dead.letters", "topic", Topics.REDRIVES, "kind", "Malformed")
        .count();
  }

  private static Handler listen(List<String> lines) {
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            lines.add(record.getLevel() + " " + ((ExtLogRecord) record).getFormattedMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger.getLogger(LOGGER).addHandler(handler);
    return handler;
  }

  private static Event<CallbackQuarantined> redriven(TenantId tenant, String kind, String body) {
    return redriven(
        tenant,
        Carrier.TWILIO,
        AURORA_TWILIO.id(),
        "/webhooks/twilio/tw-aurora/" + kind,
        "application/x-www-form-urlencoded",
        body);
  }

  private static Event<CallbackQuarantined> redriven(
      TenantId tenant,
      Carrier carrier,
      String connection,
      String path,
      String contentType,
      String body) {
    return new Event<>(
        "quarantine-" + UUID.randomUUID(),
        "/webhook-gateway",
        connection,
        RECEIVED,
        tenant,
        null,
        Topics.REDRIVES,
        tenant + ":" + connection,
        new CallbackQuarantined(
            connection,
            tenant,
            carrier,
            path,
            "not understood then",
            contentType,
            base64(body),
            Map.of("User-Agent", "x"),
            RECEIVED));
  }

  private static String base64(String body) {
    return Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8));
  }

  private String hangup(String event) {
    String state = base64("{\"call\":\"" + call + "\",\"leg\":\"lead\"}");
    return """
    {"data":{"record_type":"event","event_type":"call.hangup","id":"%s",
     "occurred_at":"2026-03-02T14:05:33.120381Z","payload":{"call_control_id":"v3:x",
     "call_leg_id":"l","call_session_id":"s","client_state":"%s","connection_id":"1002",
     "hangup_cause":"normal_clearing","hangup_source":"callee"}}}\
    """
        .formatted(event, state);
  }
}
