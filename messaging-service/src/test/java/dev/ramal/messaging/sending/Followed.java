package dev.ramal.messaging.sending;

import static dev.ramal.messaging.fixtures.MessagingFixture.at;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTelnyx;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.post;

import dev.ramal.messaging.fixtures.OpenWindow;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.testkit.Postgres;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** WhatsApp messages that an SMS may follow. */
final class Followed {
  private static final Postgres DATABASE = Postgres.database("messaging");

  private Followed() {}

  /** A text within the window that a message of the contact to the account has opened. */
  static String whatsApp(Organization organization, String to, String carrier) {
    OpenWindow.of(organization.tenant(), to, organization.ours(carrier));
    return post(
            organization.seller(),
            null,
            Map.of("to", to, "channel", "whatsapp", "body", "Seu pedido saiu"))
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  static void smsAfter(Organization organization, int minutes) {
    organization.set("message-routing", Map.of("smsAfterMinutes", minutes));
  }

  static String carrierId(String id) {
    return (String) DATABASE.value("select carrier_message_id from message where id = ?", id);
  }

  /** What a carrier got for a recipient by WhatsApp. */
  static List<JsonObject> byWhatsApp(String carrier, String to) {
    return at(carrier, to).stream()
        .filter(
            taken ->
                carrier.equals("twilio")
                    ? taken.getString("to").startsWith("whatsapp:")
                    : taken.getString("type").equals("WHATSAPP"))
        .toList();
  }

  /** What either carrier got for a recipient, on any channel. */
  static List<JsonObject> taken(String to) {
    return Stream.concat(atTwilio(to).stream(), atTelnyx(to).stream()).toList();
  }
}
