package dev.ramal.gateway.receiving;

import static dev.ramal.gateway.fixtures.TestConnections.AURORA_TINCAN;
import static dev.ramal.gateway.fixtures.TestConnections.BOREAL_TINCAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.CallOutcome;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.CarrierCallEnded;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.events.quarantine.CallbackQuarantined;
import dev.ramal.gateway.fixtures.CarrierClient;
import dev.ramal.gateway.fixtures.GatewayTest;
import dev.ramal.gateway.fixtures.TestConnections;
import dev.ramal.gateway.fixtures.TestConnections.Tin;
import dev.ramal.testkit.RamalServers;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.tincan.Tincan;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A carrier that nothing in the gateway names takes the same way as the others. */
@GatewayTest
class FurtherCarrierTest {
  @TestHTTPResource String address;
  @Inject TestConnections connections;

  private CarrierClient carrier;
  private final String call = UUID.randomUUID().toString();

  @BeforeEach
  void connect() {
    connections.publishAll();
    carrier = new CarrierClient(address.replaceAll("/$", ""), RamalServers.WEBHOOKS);
  }

  @Test
  @DisplayName("GW-70 a further carrier's call is on the topic when it is answered its own way")
  void shouldPublishACallOfAFurtherCarrier() {
    // Given
    try (TopicProbe probe = TopicProbe.on(Topics.CALL_FACTS)) {

      // When
      HttpResponse<String> answer = send(AURORA_TINCAN, "events", event("ended"), AURORA_TINCAN);

      // Then
      assertThat(answer.statusCode()).isEqualTo(202);
      ReceivedRecord record = probe.await("its fact", each -> each.key().equals("aurora:" + call));
      CarrierCallEnded fact = record.data(CarrierCallEnded.class);
      assertThat(fact.carrier()).isSameAs(Tincan.CARRIER);
      assertThat(fact.outcome()).isEqualTo(CallOutcome.COMPLETED);
      assertThat(fact.talkSeconds()).isEqualTo(37);
    }
  }

  @Test
  @DisplayName("GW-71 a further carrier's message is keyed by its sender")
  void shouldPublishAMessageOfAFurtherCarrier() {
    // Given
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGE_FACTS)) {
      String sender = "+5511" + (100_000_000 + Math.floorMod(call.hashCode(), 900_000_000));
      String event =
          """
          {"id":"m-%s","event":"message","at":"2026-11-21T12:00:09Z","handle":"tin-9",
           "from":"%s","to":"+551140000002","text":"oi"}\
          """
              .formatted(call, sender);

      // When
      HttpResponse<String> answer = send(AURORA_TINCAN, "events", event, AURORA_TINCAN);

      // Then
      assertThat(answer.statusCode()).isEqualTo(202);
      ReceivedRecord record =
          probe.await("its fact", each -> each.key().equals("aurora:" + sender));
      assertThat(record.data(CarrierMessageReceived.class).body()).isEqualTo("oi");
    }
  }

  @Test
  @DisplayName("GW-72 a further carrier's signature is checked, each organization by its own key")
  void shouldRefuseWhatAFurtherCarrierDidNotSign() {
    // Given
    String event = event("answered");

    // When
    HttpResponse<String> forged = send(AURORA_TINCAN, "events", event, BOREAL_TINCAN);
    HttpResponse<String> unsigned =
        carrier.send(
            carrier
                .request(path(AURORA_TINCAN, "events"), event)
                .header("Content-Type", "application/json"));
    HttpResponse<String> elsewhere = send(AURORA_TINCAN, "gossip", event, AURORA_TINCAN);

    // Then
    assertThat(forged.body()).contains("GATEWAY-0007");
    assertThat(unsigned.body()).contains("GATEWAY-0006");
    assertThat(elsewhere.body()).contains("GATEWAY-0001");
  }

  @Test
  @DisplayName("GW-73 what a further carrier says and nobody knows is kept whole")
  void shouldQuarantineWhatIsNotUnderstood() {
    // Given
    try (TopicProbe probe = TopicProbe.on(Topics.QUARANTINE)) {

      // When
      HttpResponse<String> answer = send(BOREAL_TINCAN, "events", event("knotted"), BOREAL_TINCAN);

      // Then
      assertThat(answer.statusCode()).isEqualTo(202);
      ReceivedRecord record =
          probe.await("its fact", each -> each.key().equals("boreal:" + BOREAL_TINCAN.id()));
      CallbackQuarantined kept = record.data(CallbackQuarantined.class);
      assertThat(kept.carrier()).isSameAs(Tincan.CARRIER);
      assertThat(kept.headers()).containsEntry("x-tincan-attempt", "1");
    }
  }

  private String event(String type) {
    return """
    {"id":"e-%s","event":"%s","at":"2026-11-21T12:00:09Z","call":"%s","leg":"lead",
     "handle":"tin-1","from":"+551140000002","to":"+5511987654321","seconds":37}\
    """
        .formatted(call, type, call);
  }

  private HttpResponse<String> send(Tin to, String name, String event, Tin signer) {
    return carrier.send(
        carrier
            .request(path(to, name), event)
            .header("Content-Type", "application/json")
            .header("x-tincan-attempt", "1")
            .header(Tincan.HEADER, Tincan.sign(event, signer.secret())));
  }

  private static String path(Tin tin, String name) {
    return "/webhooks/tincan/" + tin.id() + "/" + name;
  }
}
