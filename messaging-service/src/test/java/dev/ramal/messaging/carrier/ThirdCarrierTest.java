package dev.ramal.messaging.carrier;

import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.fact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.ramal.events.Event;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.Topics;
import dev.ramal.events.messages.MessageDelivered;
import dev.ramal.messaging.carrier.tincan.TincanMessageCarrier;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.tincan.Tincan;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@MessagingTest
class ThirdCarrierTest {
  @Inject MessagingFixture fixture;
  @Inject TincanMessageCarrier tincan;

  @BeforeEach
  void connect() {
    fixture.connect();
    fixture.connectTincan(true);
  }

  @AfterEach
  void disconnect() {
    fixture.connectTincan(false);
  }

  @Test
  @DisplayName("MSG-19 a message goes out through a third carrier, and its receipt is applied")
  void shouldSendThroughAThirdCarrierAndApplyItsReceipt() {
    // Given
    String to = contact();
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      String id = send("ana", to, "tincan", "Olá, latinha");
      awaitStatus("ana", id, "sending");
      // When
      probe.send(receipt(id, MessageStatus.DELIVERED));
      // Then
      MessageDelivered delivered = probe.await(MessageDelivered.class, id);
      assertThat(delivered.carrier()).isEqualTo(Tincan.CARRIER);
      assertThat(tincan.taken(to)).hasSize(1);
      get("ana", "/api/messages/" + id)
          .body("status", equalTo("delivered"))
          .body("carrier", equalTo("tincan"))
          .body("from", equalTo(MessagingFixture.AURORA_TINCAN));
    }
  }

  @Test
  @DisplayName("MSG-19 what a third carrier did not answer is asked about, not sent again")
  void shouldNotSendAgainWhatAThirdCarrierDidNotAnswer() {
    // Given
    String to = contact();
    String id = send("ana", to, "tincan", TincanMessageCarrier.WITHOUT_ANSWER);
    awaitStatus("ana", id, "sending-unknown");
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      // When
      probe.send(receipt(id, MessageStatus.FAILED));
    }
    // Then
    awaitStatus("ana", id, "failed");
    get("ana", "/api/messages/" + id).body("failure.reason", notNullValue());
    assertThat(tincan.taken(to)).hasSize(1);
  }

  private static Event<?> receipt(String id, MessageStatus status) {
    return fact(
        Tenants.AURORA,
        id,
        UUID.randomUUID().toString(),
        GatewayFacts.status(Tincan.CARRIER, id, "tincan-" + id, status));
  }
}
