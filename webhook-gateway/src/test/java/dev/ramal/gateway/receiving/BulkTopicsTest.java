package dev.ramal.gateway.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.CarrierCallRinging;
import dev.ramal.gateway.fixtures.CarrierClient;
import dev.ramal.gateway.fixtures.GatewayTest;
import dev.ramal.gateway.fixtures.TestConnections;
import dev.ramal.gateway.fixtures.TestConnections.Telnyx;
import dev.ramal.gateway.fixtures.TestConnections.Twilio;
import dev.ramal.gateway.publishing.Publishers.EventPublisher;
import dev.ramal.gateway.publishing.TenantShares;
import dev.ramal.testkit.RamalServers;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.TopicProbe;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@GatewayTest
class BulkTopicsTest {
  /** Of this test alone: others would find it flooding. */
  private static final TenantId CEDRO = TenantId.of("cedro");

  private static final Twilio TWILIO = new Twilio(CEDRO, "tw-cedro", "ACc", "tc");
  private static final Telnyx TELNYX = new Telnyx(CEDRO, "tx-cedro", "1009", "pc");

  @TestHTTPResource("/")
  String address;

  @Inject TestConnections connections;
  @Inject WebhookConnections known;
  @Inject TenantShares shares;

  private final String call = UUID.randomUUID().toString();
  private final String message = UUID.randomUUID().toString();

  @Test
  @DisplayName("GW-114 of a flood everything is taken, on the bulk topics, under the same ids")
  void shouldTakeAFloodOnTheBulkTopics() {
    // Given
    connections.publishAll();
    connections.publish(connections.twilio(TWILIO, connections.secret(TWILIO, "tc", null)));
    connections.publish(TestConnections.telnyx(TELNYX));
    for (String id : List.of(TWILIO.id(), TELNYX.id())) {
      Awaitility.await(id).until(() -> known.connection(id).isPresent());
    }
    CarrierClient carrier = new CarrierClient(address.replaceAll("/$", ""), RamalServers.WEBHOOKS);
    try (TopicProbe probe =
        TopicProbe.on(Topics.CALL_FACTS, Topics.CALL_FACTS_BULK, Topics.MESSAGE_FACTS_BULK)) {
      int before = ringing(carrier, TWILIO);
      flood(Topics.CALL_FACTS);
      flood(Topics.MESSAGE_FACTS);

      // When
      int repeated = ringing(carrier, TWILIO);
      int delivered =
          carrier
              .telnyx("/webhooks/telnyx/" + TELNYX.id(), delivered(), TELNYX.keys())
              .statusCode();
      int another = ringing(carrier, TestConnections.BOREAL_TWILIO);

      // Then
      assertThat(List.of(before, repeated, delivered, another)).containsExactly(204, 204, 200, 204);
      ReceivedRecord first = record(probe, Topics.CALL_FACTS, "cedro:" + call);
      ReceivedRecord second = record(probe, Topics.CALL_FACTS_BULK, "cedro:" + call);
      assertThat(second.id()).isEqualTo(first.id());
      assertThat(second.headers().keySet()).isEqualTo(first.headers().keySet());
      record(probe, Topics.MESSAGE_FACTS_BULK, "cedro:" + message);
      record(probe, Topics.CALL_FACTS, "boreal:" + call);
    }
  }

  @Test
  @DisplayName("GW-115 what a call says beside its question goes where its organization's facts go")
  void shouldSendWhatACallSaysByTheWayToTheSameTopic() {
    // Given
    Queue<Event<?>> published = new ConcurrentLinkedQueue<>();
    EventPublisher publisher =
        (event, completion) -> {
          published.add(event);
          completion.accept(null);
        };
    try (PlainGateway gateway = PlainGateway.with(publisher, new TenantShares(1, 1, () -> 0))) {

      // When
      gateway.callStatus("aurora");
      gateway.voice("aurora", "break");
      gateway.callStatus("aurora");
      gateway.callStatus("boreal");

      // Then
      assertThat(published.stream().map(event -> event.tenant() + " " + event.topic()))
          .containsExactly(
              "aurora " + Topics.CALL_FACTS,
              "aurora " + Topics.CALL_FACTS_BULK,
              "aurora " + Topics.CALL_FACTS_BULK,
              "boreal " + Topics.CALL_FACTS);
      assertThat(counted(gateway, "accepted")).isEqualTo(2);
      assertThat(counted(gateway, "bulk")).isEqualTo(1);
    }
  }

  private static double counted(PlainGateway gateway, String outcome) {
    return gateway
        .meters
        .get("ramal.webhooks")
        .tag("carrier", "twilio")
        .tag("outcome", outcome)
        .counter()
        .count();
  }

  /** As if the carrier had sent so much just now. */
  private void flood(String topic) {
    Event<?> sent =
        new Event<>(
            "flood",
            "/webhook-gateway",
            call,
            Instant.now(),
            CEDRO,
            null,
            topic,
            "cedro:" + call,
            new CarrierCallRinging(null, null, null));
    String next = topic;
    while (next.equals(topic)) {
      next = shares.topicOf(sent);
    }
  }

  private int ringing(CarrierClient carrier, Twilio account) {
    return carrier
        .twilio(
            "/webhooks/twilio/" + account.id() + "/call-status?call=" + call + "&leg=lead",
            Map.of(
                "AccountSid", account.accountSid(), "CallSid", "CAbulk", "CallStatus", "ringing"),
            account.token())
        .statusCode();
  }

  private String delivered() {
    return """
    {"data":{"event_type":"message.finalized","id":"%s","occurred_at":"2026-03-02T15:00:05.000+00:00",
     "payload":{"id":"t-1","messaging_profile_id":"pc","parts":1,
     "webhook_url":"https://gw.example.com/webhooks/telnyx/c?message=%s",
     "to":[{"phone_number":"+5511987654321","status":"delivered"}]}}}\
    """
        .formatted(UUID.randomUUID(), message);
  }

  private static ReceivedRecord record(TopicProbe probe, String topic, String key) {
    return probe.await(
        key + " on " + topic, record -> record.topic().equals(topic) && record.key().equals(key));
  }
}
