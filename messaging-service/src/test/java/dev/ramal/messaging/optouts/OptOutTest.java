package dev.ramal.messaging.optouts;

import static dev.ramal.messaging.fixtures.MessagingFixture.AURORA_TWILIO;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.fact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.post;
import static dev.ramal.messaging.fixtures.MessagingFixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.Topics;
import dev.ramal.events.messages.ContactOptedIn;
import dev.ramal.events.messages.ContactOptedOut;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@MessagingTest
@DisplayName("MSG-56 a carrier's opt-out is an opt-out here, until the contact writes START")
class OptOutTest {
  @Inject MessagingFixture fixture;

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
  }

  @Test
  void shouldSendNothingMoreAfterACarrierHasSaidSo() {
    // Given
    String blocked = "+5512987140300";
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      // When
      String id = send("ana", blocked, "twilio", "Ainda quer?");
      awaitStatus("ana", id, "failed");
      // Then
      ContactOptedOut told = probe.await(ContactOptedOut.class, id);
      assertThat(told.contact()).isEqualTo(blocked);
      assertThat(told.channel()).isEqualTo(Channel.SMS);
      assertThat(told.code()).isEqualTo("21610");
      again("ana", blocked).statusCode(422).body("code", equalTo("MESSAGES-0007"));
      again("carla", blocked).statusCode(422).body("rule", equalTo("opted-out"));
      again("breno", blocked).statusCode(201);
      String thread = get("ana", "/api/messages/" + id).extract().path("conversationId");
      get("ana", "/api/conversations/" + thread)
          .body("optedOut", equalTo(true))
          .body("answerable", equalTo(false));
      probe.send(
          fact(
              Tenants.AURORA,
              blocked,
              id(),
              GatewayFacts.text(blocked, AURORA_TWILIO, "Start", null)));
      assertThat(
              probe
                  .await(
                      "the opt-in", r -> r.is(ContactOptedIn.class) && r.json().contains(blocked))
                  .data(ContactOptedIn.class)
                  .contact())
          .isEqualTo(blocked);
      again("ana", blocked).statusCode(201);
    }
  }

  @Test
  void shouldTakeAReceiptAndAStopWordForOneAndDenyWhatWaits() {
    // Given
    String to = contact();
    String id = send("ana", to, "twilio", "Oferta");
    awaitStatus("ana", id, "sending");
    String writer = contact();
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      // When
      probe.send(
          fact(
              Tenants.AURORA,
              id,
              id(),
              GatewayFacts.status(
                  Carrier.TWILIO,
                  id,
                  atTwilio(to).get(0).getString("sid"),
                  MessageStatus.UNDELIVERED,
                  "21610",
                  null)));
      probe.send(
          fact(
              Tenants.AURORA,
              writer,
              id(),
              GatewayFacts.text(writer, AURORA_TWILIO, "SAIR", true)));
      // Then
      probe.await(ContactOptedOut.class, id);
      probe.await("the stop word", r -> r.is(ContactOptedOut.class) && r.json().contains(writer));
      again("ana", to).statusCode(422).body("code", equalTo("MESSAGES-0007"));
      again("ana", writer).statusCode(422).body("code", equalTo("MESSAGES-0007"));
      assertThat(atTwilio(to)).hasSize(1);
    }
  }

  private static ValidatableResponse again(String user, String to) {
    return post(user, null, Map.of("to", to, "channel", "sms", "body", "De novo")).then();
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
