package dev.ramal.gateway.instructions;

import static dev.ramal.gateway.fixtures.TestConnections.AURORA_TELNYX;
import static dev.ramal.gateway.fixtures.TestConnections.AURORA_TWILIO;
import static dev.ramal.gateway.fixtures.TestConnections.BOREAL_TWILIO;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.events.EventJson;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.CarrierCallApologized;
import dev.ramal.events.carrier.CarrierCallDigits;
import dev.ramal.gateway.carriers.VoiceAnswer;
import dev.ramal.gateway.fixtures.CarrierClient;
import dev.ramal.gateway.fixtures.GatewayTest;
import dev.ramal.gateway.fixtures.Signing;
import dev.ramal.gateway.fixtures.TestConnections;
import dev.ramal.testkit.RamalServers;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.twiml.TwimlSchema;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@GatewayTest
class VoiceInstructionsTest {
  @TestHTTPResource("/")
  String address;

  @Inject TestConnections connections;
  @Inject CircuitBreakerMaintenance breakers;

  private CarrierClient carrier;
  private final String call = UUID.randomUUID().toString();

  @BeforeEach
  void connect() {
    connections.publishAll();
    CallServiceStub.be(CallServiceStub.Mood.DECIDED);
    carrier = new CarrierClient(address.replaceAll("/$", ""), RamalServers.WEBHOOKS);
    awaitAnAnswerInTime();
    breakers.resetAll();
    CallServiceStub.be(CallServiceStub.Mood.DECIDED);
  }

  /** The very first questions, before token and classes are there, may take too long. */
  private void awaitAnAnswerInTime() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                ask(AURORA_TWILIO, "agent-answered", Map.of())
                    .body()
                    .equals(CallServiceStub.TWIML));
  }

  @AfterEach
  void calm() {
    CallServiceStub.be(CallServiceStub.Mood.DECIDED);
    breakers.resetAll();
  }

  @Test
  @DisplayName("GW-60 a call that asks what to do hears what call-service decides")
  void shouldPassOnWhatCallServiceDecides() throws Exception {
    // Given
    Map<String, String> extra = Map.of("SpeechResult", "sim");

    // When
    HttpResponse<String> answer = ask(AURORA_TWILIO, "agent-answered", extra);

    // Then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/xml");
    assertThat(answer.body()).isEqualTo(CallServiceStub.TWIML);
    CallServiceStub.Asked asked = CallServiceStub.ASKED.get(0);
    assertThat(asked.path()).isEqualTo("/internal/voice/agent-answered");
    assertThat(asked.authorization()).startsWith("Bearer ey");
    JsonNode request = EventJson.mapper().readTree(asked.body());
    assertThat(request.path("tenant").asText()).isEqualTo("aurora");
    assertThat(request.path("connectionId").asText()).isEqualTo("tw-aurora");
    assertThat(request.path("carrier").asText()).isEqualTo("twilio");
    assertThat(request.path("callId").asText()).isEqualTo(call);
    assertThat(request.path("leg").asText()).isEqualTo("agent");
    assertThat(request.path("carrierCallId").asText()).isEqualTo("CA77");
    assertThat(request.at("/params/SpeechResult").asText()).isEqualTo("sim");
  }

  @Test
  @DisplayName("GW-60 a call that asks what to do hears what call-service decides")
  void shouldSayWhoPickedUpInNeutralWords() throws Exception {
    // When
    ask(AURORA_TWILIO, "lead-answered", Map.of("AnsweredBy", "machine_end_beep"));
    ask(AURORA_TWILIO, "lead-answered", Map.of("AnsweredBy", "human"));
    ask(AURORA_TWILIO, "lead-answered", Map.of());

    // Then
    assertThat(asked(0).path("answeredBy").asText()).isEqualTo("machine");
    assertThat(asked(0).path("answeredDetail").asText()).isEqualTo("beep");
    assertThat(asked(1).path("answeredBy").asText()).isEqualTo("human");
    assertThat(asked(2).path("answeredBy").isTextual()).isFalse();
    TwimlSchema.check(VoiceAnswer.APOLOGY.body());
  }

  private static JsonNode asked(int index) throws IOException {
    return EventJson.mapper().readTree(CallServiceStub.ASKED.get(index).body());
  }

  @Test
  @DisplayName("GW-110 what a lead on hold hears is a file that carriers can fetch")
  void shouldServeTheMusicOfHeldLeads() throws Exception {
    // When
    HttpResponse<byte[]> music =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(address.replaceAll("/$", "") + "/media/hold-music.wav"))
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());

    // Then
    assertThat(music.statusCode()).isEqualTo(200);
    assertThat(music.headers().firstValue("Content-Type")).hasValue("audio/x-wav");
    assertThat(music.body()).hasSizeGreaterThan(100_000).startsWith('R', 'I', 'F', 'F');
  }

  @Test
  @DisplayName("GW-111 keys that an agent pressed are played to the lead, and nobody is asked")
  void shouldPlayKeysByItself() {
    // Given
    CallServiceStub.be(CallServiceStub.Mood.SILENT);
    int before = CallServiceStub.ASKED.size();

    // When
    HttpResponse<String> keys = keys("1w42%23");
    HttpResponse<String> markup = keys("1%22%2F%3E%3CDial%2F%3E");
    HttpResponse<String> endless = keys("1".repeat(33));

    // Then
    assertThat(keys.statusCode()).isEqualTo(200);
    assertThat(keys.headers().firstValue("Content-Type").orElse("")).startsWith("text/xml");
    assertThat(keys.body()).isEqualTo("<Response><Play digits=\"1w42#\"/></Response>");
    TwimlSchema.check(keys.body());
    assertThat(markup.body()).isEqualTo("<Response></Response>");
    assertThat(endless.body()).isEqualTo("<Response></Response>");
    assertThat(CallServiceStub.ASKED).hasSize(before);
  }

  private HttpResponse<String> keys(String encoded) {
    return carrier.twilio(
        "/voice/twilio/%s/lead-keys?call=%s&leg=lead&keys=%s"
            .formatted(AURORA_TWILIO.id(), call, encoded),
        form(AURORA_TWILIO),
        AURORA_TWILIO.token());
  }

  @Test
  @DisplayName("GW-61 what a browser sends cannot stand for what we signed")
  void shouldPreferOurOwnParameters() throws Exception {
    // Given
    Map<String, String> extra = Map.of("call", "somebody-elses", "leg", "lead");

    // When
    ask(AURORA_TWILIO, "agent-answered", extra);

    // Then
    JsonNode request = EventJson.mapper().readTree(CallServiceStub.ASKED.get(0).body());
    assertThat(request.path("callId").asText()).isEqualTo(call);
    assertThat(request.at("/params/call").asText()).isEqualTo(call);
    assertThat(request.at("/params/leg").asText()).isEqualTo("agent");
  }

  @Test
  @DisplayName("GW-62 when call-service is silent the caller hears an apology within the deadline")
  void shouldApologizeWhenCallServiceIsSilent() {
    // Given
    CallServiceStub.be(CallServiceStub.Mood.SILENT);
    Instant begun = Instant.now();

    // When
    HttpResponse<String> answer = ask(AURORA_TWILIO, "agent-answered", Map.of());

    // Then
    assertApology(answer);
    assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  @DisplayName("GW-63 when call-service fails or answers nothing the caller hears an apology")
  void shouldApologizeWhenCallServiceFails() {
    // Given
    CallServiceStub.be(CallServiceStub.Mood.BROKEN);

    // When
    HttpResponse<String> broken = ask(AURORA_TWILIO, "agent-answered", Map.of());
    CallServiceStub.be(CallServiceStub.Mood.EMPTY);
    HttpResponse<String> empty = ask(BOREAL_TWILIO, "agent-answered", Map.of());

    // Then
    assertApology(broken);
    assertApology(empty);
  }

  @Test
  @DisplayName("GW-64 a dead call-service costs the caller nothing after a while")
  void shouldStopAskingADeadCallService() {
    // Given
    CallServiceStub.be(CallServiceStub.Mood.BROKEN);
    for (int i = 0; i < 10; i++) {
      ask(AURORA_TWILIO, "agent-answered", Map.of());
    }
    int asked = CallServiceStub.ASKED.size();

    // When
    HttpResponse<String> answer = ask(AURORA_TWILIO, "agent-answered", Map.of());

    // Then
    assertApology(answer);
    assertThat(CallServiceStub.ASKED).hasSize(asked);
  }

  @Test
  @DisplayName("GW-65 keys pressed are published beside the instructions")
  void shouldPublishKeysPressed() {
    // Given
    try (TopicProbe probe = TopicProbe.on(Topics.CALL_FACTS)) {

      // When
      ask(AURORA_TWILIO, "menu", Map.of("Digits", "2"));

      // Then
      CarrierCallDigits digits = probe.await(CarrierCallDigits.class, call);
      assertThat(digits.digits()).isEqualTo("2");
      assertThat(digits.purpose()).isEqualTo("menu");
    }
  }

  @Test
  @DisplayName("GW-92 whoever hears an apology is told of: nobody was spoken to")
  void shouldTellWhoHeardAnApology() {
    for (CallServiceStub.Mood mood :
        List.of(CallServiceStub.Mood.BROKEN, CallServiceStub.Mood.LETS_GO)) {
      // Given
      CallServiceStub.be(mood);
      String asked = UUID.randomUUID().toString();
      try (TopicProbe probe = TopicProbe.on(Topics.CALL_FACTS)) {

        // When
        ask(AURORA_TWILIO, "agent-answered", Map.of("CallSid", "CA" + asked));

        // Then
        CarrierCallApologized apologized =
            probe
                .await(
                    "the apology",
                    record ->
                        record.is(CarrierCallApologized.class)
                            && ("CA" + asked)
                                .equals(
                                    record
                                        .data(CarrierCallApologized.class)
                                        .carrierCallId()
                                        .value()))
                .data(CarrierCallApologized.class);
        assertThat(apologized.callId()).isEqualTo(call);
      }
    }
  }

  @Test
  @DisplayName("GW-66 nobody but the carrier gets instructions, and call-service is not bothered")
  void shouldRefuseWhatTheCarrierDidNotSign() {
    // Given
    String path = "/voice/twilio/tw-aurora/agent-answered?call=" + call;

    // When
    HttpResponse<String> forged = carrier.twilio(path, form(AURORA_TWILIO), BOREAL_TWILIO.token());
    HttpResponse<String> foreign = carrier.twilio(path, form(BOREAL_TWILIO), AURORA_TWILIO.token());
    HttpResponse<String> nowhere =
        carrier.twilio("/voice/twilio/tw-aurora/..%2Fadmin", form(AURORA_TWILIO), "ta");

    // Then
    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(nowhere.statusCode()).isEqualTo(404);
    assertThat(CallServiceStub.ASKED).isEmpty();
  }

  @Test
  @DisplayName("GW-67 TeXML asks alike, but its unsigned address names no call")
  void shouldInstructTexmlWithoutBelievingItsAddress() throws Exception {
    // Given
    String body = "CallSid=v3&ConnectionId=1001";
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    var request =
        carrier
            .request("/voice/telnyx/tx-aurora/lead-answered?call=" + call, body)
            .header("Content-Type", CarrierClient.FORM)
            .header("telnyx-timestamp", timestamp)
            .header(
                "telnyx-signature-ed25519",
                Signing.telnyx(
                    timestamp, body.getBytes(StandardCharsets.UTF_8), AURORA_TELNYX.keys()));

    // When
    HttpResponse<String> answer = carrier.send(request);

    // Then
    assertThat(answer.body()).isEqualTo(CallServiceStub.TWIML);
    JsonNode asked = EventJson.mapper().readTree(CallServiceStub.ASKED.get(0).body());
    assertThat(asked.path("callId").isNull() || asked.path("callId").isMissingNode()).isTrue();
    assertThat(asked.path("carrierCallId").asText()).isEqualTo("v3");
  }

  @Test
  @DisplayName("GW-68 questions that call-service refuses silence nobody else's")
  void shouldAskOnAfterRefusals() {
    // Given
    CallServiceStub.be(CallServiceStub.Mood.REFUSING);
    HttpResponse<String> refused = null;
    for (int i = 0; i < 20; i++) {
      refused = ask(AURORA_TWILIO, "levitate", Map.of());
    }
    CallServiceStub.be(CallServiceStub.Mood.DECIDED);

    // When
    HttpResponse<String> other = ask(BOREAL_TWILIO, "agent-answered", Map.of());

    // Then
    assertApology(refused);
    assertThat(other.body()).isEqualTo(CallServiceStub.TWIML);
  }

  private HttpResponse<String> ask(
      TestConnections.Twilio account, String step, Map<String, String> extra) {
    Map<String, String> form = form(account);
    form.putAll(extra);
    return carrier.twilio(
        "/voice/twilio/" + account.id() + "/" + step + "?call=" + call + "&leg=agent",
        form,
        account.token());
  }

  private static Map<String, String> form(TestConnections.Twilio account) {
    return new HashMap<>(
        Map.of("AccountSid", account.accountSid(), "CallSid", "CA77", "CallStatus", "in-progress"));
  }

  private static void assertApology(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/xml");
    assertThat(answer.body())
        .contains("<Say language=\"pt-BR\" voice=\"Polly.Camila\">Desculpe")
        .contains("<Hangup/>");
  }
}
