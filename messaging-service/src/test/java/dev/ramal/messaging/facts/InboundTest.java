package dev.ramal.messaging.facts;

import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.fact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.ramal.events.Channel;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.events.messages.MessageReceived;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@MessagingTest
class InboundTest {
  private static final Postgres DATABASE = Postgres.database("messaging");
  @Inject MessagingFixture fixture;

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
  }

  @Test
  @DisplayName("MSG-40 a reply joins the thread of its contact, whatever spelling the number has")
  void shouldThreadAReplyToItsConversation() {
    // Given
    String to = contact();
    String id = send("ana", to, "twilio", "Podemos conversar?");
    patiently().until(() -> carrierId(id) != null);
    String withoutNinthDigit = to.substring(0, 5) + to.substring(6);
    CarrierMessageReceived reply =
        GatewayFacts.received(
            Channel.SMS,
            sid(),
            withoutNinthDigit,
            MessagingFixture.AURORA_TWILIO,
            "Sim!",
            carrierId(id));
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      // When
      probe.send(fact(Tenants.AURORA, to, UUID.randomUUID().toString(), reply));
      // Then
      MessageReceived received =
          probe
              .await("the reply", r -> r.is(MessageReceived.class) && r.json().contains(to))
              .data(MessageReceived.class);
      assertThat(received.from()).isEqualTo(to);
      assertThat(received.replyToMessageId()).isEqualTo(id);
      assertThat(received.media()).hasSize(1);
      get("ana", "/api/conversations/" + received.conversationId())
          .statusCode(200)
          .body("contact", equalTo(to))
          .body("contactName", equalTo("Cliente"))
          .body("messages", hasSize(2))
          .body("messages[0].status", equalTo("received"))
          .body("messages[0].replyTo", equalTo(id))
          .body("messages[1].id", equalTo(id));
    }
  }

  @Test
  @DisplayName("MSG-41 the same inbound message under two event ids is one message")
  void shouldStoreAnInboundMessageOnce() {
    // Given
    String from = contact();
    CarrierMessageReceived received =
        GatewayFacts.received(Channel.SMS, sid(), from, MessagingFixture.AURORA_TWILIO, "Oi", null);
    String marker = contact();
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      // When
      for (int i = 0; i < 3; i++) {
        probe.send(fact(Tenants.AURORA, from, UUID.randomUUID().toString(), received));
      }
      probe.send(
          fact(
              Tenants.AURORA,
              from,
              UUID.randomUUID().toString(),
              GatewayFacts.received(
                  Channel.SMS, sid(), marker, MessagingFixture.AURORA_TWILIO, "fim", null)));
      probe.await("the marker", r -> r.is(MessageReceived.class) && r.json().contains(marker));
      // Then
      assertThat(DATABASE.count("message where from_number = ?", from)).isOne();
      assertThat(probe.all(Tenants.AURORA, MessageReceived.class))
          .filteredOn(event -> event.json().contains(from))
          .hasSize(1);
    }
  }

  private static String sid() {
    return "SM" + UUID.randomUUID().toString().replace("-", "");
  }

  private static String carrierId(String id) {
    return (String) DATABASE.value("select carrier_message_id from message where id = ?", id);
  }
}
