package dev.ramal.gateway.receiving;

import static dev.ramal.gateway.fixtures.TestConnections.AURORA_TELNYX;
import static dev.ramal.gateway.fixtures.TestConnections.BOREAL_TELNYX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.CallOutcome;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.carrier.CarrierCallEnded;
import dev.ramal.events.carrier.CarrierMessageStatus;
import dev.ramal.events.quarantine.CallbackQuarantined;
import dev.ramal.gateway.fixtures.CarrierClient;
import dev.ramal.gateway.fixtures.GatewayTest;
import dev.ramal.gateway.fixtures.Signing;
import dev.ramal.gateway.fixtures.TestConnections;
import dev.ramal.testkit.MovableClock;
import dev.ramal.testkit.RamalServers;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.TopicProbe;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@GatewayTest
class TelnyxCallbacksTest {
  @TestHTTPResource("/")
  String address;

  @Inject TestConnections connections;
  @Inject MovableClock clock;

  private CarrierClient carrier;
  private final String call = UUID.randomUUID().toString();
  private final String event = UUID.randomUUID().toString();

  @BeforeEach
  void connect() {
    connections.publishAll();
    carrier = new CarrierClient(address.replaceAll("/$", ""), RamalServers.WEBHOOKS);
  }

  @AfterEach
  void realTime() {
    clock.reset();
  }

  @Test
  @DisplayName("GW-40 a genuine event of Telnyx is on the topic when it is answered 200, empty")
  void shouldPublishAndThenAnswer() {
    // Given
    try (TopicProbe probe = TopicProbe.on(Topics.CALL_FACTS)) {

      // When
      HttpResponse<String> answer = send(AURORA_TELNYX, hangup("1001"));

      // Then
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
      List<ReceivedRecord> records = ours(probe);
      assertThat(records).hasSize(1);
      assertThat(records.get(0).id()).isEqualTo(event);
      assertThat(records.get(0).key()).isEqualTo("aurora:" + call);
      CarrierCallEnded ended = records.get(0).data(CarrierCallEnded.class);
      assertThat(ended.outcome()).isEqualTo(CallOutcome.COMPLETED);
      assertThat(ended.cause()).isEqualTo("normal_clearing");
      assertThat(ended.occurredAt()).isEqualTo(Instant.parse("2026-03-02T14:05:33.120381Z"));
    }
  }

  @Test
  @DisplayName("GW-41 an event of another application is refused, whoever shares the account's key")
  void shouldRefuseAnotherApplicationsEvents() {
    // Given
    try (TopicProbe probe = TopicProbe.on(Topics.CALL_FACTS)) {

      // When
      HttpResponse<String> foreign = send(AURORA_TELNYX, hangup("1002"));
      HttpResponse<String> nobodys =
          send(AURORA_TELNYX, hangup("1001").replace("connection_id", "x"));
      HttpResponse<String> crossed =
          carrier.telnyx("/webhooks/telnyx/tx-boreal", hangup("1002"), AURORA_TELNYX.keys());

      // Then
      assertThat(foreign.statusCode()).isEqualTo(403);
      assertThat(foreign.body()).contains("GATEWAY-0008");
      assertThat(nobodys.statusCode()).isEqualTo(403);
      assertThat(crossed.statusCode()).isEqualTo(403);
      assertThat(crossed.body()).contains("GATEWAY-0007");
      assertThat(ours(probe)).isEmpty();
    }
  }

  @Test
  @DisplayName("GW-42 an event signed more than five minutes ago is refused")
  void shouldRefuseStaleEvents() {
    // Given
    clock.advance(Duration.ofSeconds(302));

    // When
    HttpResponse<String> answer = send(AURORA_TELNYX, hangup("1001"));

    // Then
    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  @DisplayName(
      "GW-43 news of our message come back by the address in the signed body, within its own"
          + " organization")
  void shouldKeyMessageNewsByTheAddressInTheBody() {
    // Given
    String body =
        """
        {"data":{"event_type":"message.finalized","id":"%s","occurred_at":"2026-03-02T15:00:05.000+00:00",
         "payload":{"id":"t-1","messaging_profile_id":"pb","parts":1,
         "webhook_url":"https://gw.example.com/webhooks/telnyx/c?message=%s",
         "to":[{"phone_number":"+5511987654321","status":"delivered"}]}}}\
        """
            .formatted(event, call);
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGE_FACTS)) {

      // When
      int own = send(BOREAL_TELNYX, body).statusCode();
      int foreign = send(AURORA_TELNYX, body).statusCode();

      // Then
      assertThat(own).isEqualTo(200);
      assertThat(foreign).isEqualTo(403);
      assertThat(ours(probe)).hasSize(1);
      assertThat(ours(probe).get(0).key()).isEqualTo("boreal:" + call);
      assertThat(ours(probe).get(0).data(CarrierMessageStatus.class).messageId()).isEqualTo(call);
    }
  }

  @Test
  @DisplayName("GW-44 version 1 events are kept, answered, and a person is told once")
  void shouldQuarantineTheOldEnvelope() {
    // Given
    String body =
        """
        {"record_type":"event","event_type":"call_hangup","id":"%s","payload":{"connection_id":"1001"}}\
        """
            .formatted(event);
    try (TopicProbe probe = TopicProbe.on(Topics.QUARANTINE, Topics.ALERTS)) {

      // When
      int answer = send(AURORA_TELNYX, body).statusCode();
      send(AURORA_TELNYX, body);

      // Then
      assertThat(answer).isEqualTo(200);
      String whole = Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8));
      CallbackQuarantined kept =
          probe
              .await("quarantined", record -> record.json().contains(whole))
              .data(CallbackQuarantined.class);
      assertThat(kept.reason()).contains("webhook_api_version");
      AlertRaised alert =
          probe.await("an alert", record -> record.is(AlertRaised.class)).data(AlertRaised.class);
      assertThat(alert.subject()).isEqualTo(AURORA_TELNYX.id());
      assertThat(alert.detail()).contains("webhook_api_version");
      assertThat(probe.all(AURORA_TELNYX.tenant(), AlertRaised.class)).hasSize(1);
    }
  }

  @Test
  @DisplayName("GW-45 known events of no use are answered and not published")
  void shouldAcknowledgeWhatIsOfNoUse() {
    // Given
    String body = hangup("1001").replace("call.hangup", "call.speak.ended");
    try (TopicProbe probe = TopicProbe.on(Topics.CALL_FACTS, Topics.QUARANTINE)) {

      // When
      int answer = send(AURORA_TELNYX, body).statusCode();

      // Then
      assertThat(answer).isEqualTo(200);
      assertThat(ours(probe)).isEmpty();
    }
  }

  @Test
  @DisplayName("GW-46 a signed body that is no JSON is 400")
  void shouldRefuseSignedNonsense() {
    // Given
    String body = "{\"data\":";

    // When
    HttpResponse<String> answer = send(AURORA_TELNYX, body);

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("GATEWAY-0009");
  }

  @Test
  @DisplayName("GW-47 a TeXML callback is a form, signed like the rest")
  void shouldTakeTexmlForms() {
    // Given
    String sid = "v3-" + call;
    String body = "CallSid=" + sid + "&ConnectionId=1001&CallStatus=ringing&SequenceNumber=1";
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    HttpRequest.Builder request =
        carrier
            .request("/webhooks/telnyx/tx-aurora", body)
            .header("Content-Type", CarrierClient.FORM)
            .header("telnyx-timestamp", timestamp)
            .header(
                "telnyx-signature-ed25519",
                Signing.telnyx(
                    timestamp, body.getBytes(StandardCharsets.UTF_8), AURORA_TELNYX.keys()));
    try (TopicProbe probe = TopicProbe.on(Topics.CALL_FACTS)) {

      // When
      int answer = carrier.send(request).statusCode();

      // Then
      assertThat(answer).isEqualTo(200);
      assertThat(ours(probe)).extracting(ReceivedRecord::key).containsExactly("aurora:" + sid);
    }
  }

  @Test
  @DisplayName("GW-48 a public key that was replaced ends when it says")
  void shouldEndAReplacedKey() {
    // Given
    TestConnections.Telnyx account =
        new TestConnections.Telnyx(AURORA_TELNYX.tenant(), "tx-rotating", "1003", "pr");
    TestConnections.Telnyx successor =
        new TestConnections.Telnyx(AURORA_TELNYX.tenant(), "tx-rotating", "1003", "pr");
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    connections.publish(TestConnections.rotated(account, successor, end));
    Awaitility.await().until(() -> send(successor, hangup("1003")).statusCode() == 200);

    // When
    int live = send(account, hangup("1003")).statusCode();
    clock.advance(Duration.ofSeconds(90));
    int ended = send(account, hangup("1003")).statusCode();
    int current = send(successor, hangup("1003")).statusCode();

    // Then
    assertThat(live).isEqualTo(200);
    assertThat(ended).isEqualTo(403);
    assertThat(current).isEqualTo(200);
  }

  private HttpResponse<String> send(TestConnections.Telnyx account, String body) {
    return carrier.telnyx("/webhooks/telnyx/" + account.id(), body, account.keys());
  }

  private String hangup(String application) {
    String state =
        Base64.getEncoder()
            .encodeToString(
                ("{\"call\":\"" + call + "\",\"leg\":\"lead\"}").getBytes(StandardCharsets.UTF_8));
    return """
    {"data":{"record_type":"event","event_type":"call.hangup","id":"%s",
     "occurred_at":"2026-03-02T14:05:33.120381Z","payload":{"call_control_id":"v3:x",
     "call_leg_id":"l","call_session_id":"s","client_state":"%s","connection_id":"%s",
     "hangup_cause":"normal_clearing","hangup_source":"callee"}}}\
    """
        .formatted(event, state, application);
  }

  private List<ReceivedRecord> ours(TopicProbe probe) {
    return probe.all().stream()
        .filter(record -> record.json().contains(call) || event.equals(record.id()))
        .toList();
  }
}
