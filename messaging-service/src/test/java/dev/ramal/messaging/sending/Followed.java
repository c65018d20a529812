package dev.ramal.messaging.sending;

import static dev.ramal.messaging.fixtures.MessagingFixture.fact;
import static dev.ramal.messaging.fixtures.MessagingFixture.post;

import dev.ramal.events.Channel;
import dev.ramal.events.Topics;
import dev.ramal.events.messages.MessageReceived;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import java.util.Map;
import java.util.UUID;

/** WhatsApp messages that an SMS may follow. */
final class Followed {
  private static final Postgres DATABASE = Postgres.database("messaging");

  private Followed() {}

  /** A text within the window that a message of the contact has opened. */
  static String whatsApp(String to, String ours) {
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES)) {
      probe.send(
          fact(
              Tenants.AURORA,
              to,
              UUID.randomUUID().toString(),
              GatewayFacts.received(
                  Channel.WHATSAPP,
                  "SM" + UUID.randomUUID().toString().replace("-", ""),
                  to,
                  ours,
                  "Oi",
                  null)));
      probe.await("the inbound message", r -> r.is(MessageReceived.class) && r.json().contains(to));
    }
    return post("ana", null, Map.of("to", to, "channel", "whatsapp", "body", "Seu pedido saiu"))
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  static void smsAfter(int minutes) {
    ApiUser.as("carla")
        .request()
        .body(Map.of("smsAfterMinutes", minutes))
        .put("/api/settings/message-routing")
        .then()
        .statusCode(200);
  }

  static String carrierId(String id) {
    return (String) DATABASE.value("select carrier_message_id from message where id = ?", id);
  }
}
