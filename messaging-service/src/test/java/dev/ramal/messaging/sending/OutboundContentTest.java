package dev.ramal.messaging.sending;

import static dev.ramal.messaging.fixtures.MessagingFixture.AURORA_TELNYX;
import static dev.ramal.messaging.fixtures.MessagingFixture.AURORA_TWILIO;
import static dev.ramal.messaging.fixtures.MessagingFixture.BOREAL_TWILIO;
import static dev.ramal.messaging.fixtures.MessagingFixture.at;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTelnyx;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.ramal.events.MessageContent;
import dev.ramal.events.ReplyButton;
import dev.ramal.events.messages.MessageReceived;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.OpenWindow;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.simulators.http.ReceivedRequest;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@MessagingTest
class OutboundContentTest {
  private static final List<Map<String, String>> BUTTONS =
      List.of(Map.of("id", "confirmar", "title", "Confirmar"), Map.of("title", "Remarcar"));

  @Inject MessagingFixture fixture;

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
  }

  @Test
  @DisplayName("MSG-280 a file goes by WhatsApp with its text, through both carriers")
  void shouldSendAFileByWhatsApp() {
    // Given
    String url = file("image/png");
    String byTwilio = contact();
    String byTelnyx = contact();
    OpenWindow.of(Tenants.BOREAL, byTwilio, BOREAL_TWILIO);
    OpenWindow.of(Tenants.AURORA, byTelnyx, AURORA_TELNYX);
    // When
    String one = sent("breno", withFile(byTwilio, "A proposta", url));
    String other = sent("ana", withFile(byTelnyx, "A proposta", url));
    // Then
    awaitStatus("breno", one, "sending");
    awaitStatus("ana", other, "sending");
    assertThat(formOf(byTwilio).getString("MediaUrl")).isEqualTo(url);
    assertThat(formOf(byTwilio).getString("Body")).isEqualTo("A proposta");
    JsonObject image = contentOf(byTelnyx).getJsonObject("image");
    assertThat(image.getString("link")).isEqualTo(url);
    assertThat(image.getString("caption")).isEqualTo("A proposta");
    get("breno", "/api/messages/" + one)
        .body("media", hasSize(1))
        .body("media[0].url", equalTo(url))
        .body("media[0].contentType", equalTo("image/png"))
        .body("media[0].bytes", equalTo(3));
  }

  @ParameterizedTest(name = "{0} through {3}: {2}")
  @CsvSource({
    "https://127.0.0.1/a.png, whatsapp, MESSAGES-0076, twilio",
    "https://169.254.169.254/latest, whatsapp, MESSAGES-0076, telnyx",
    "http://example.com/a.png, whatsapp, MESSAGES-0076, twilio",
    "http://example.com/a.png, whatsapp, MESSAGES-0076, telnyx",
    "gone, whatsapp, MESSAGES-0077, twilio",
    "gone, whatsapp, MESSAGES-0077, telnyx",
    "text/html, whatsapp, MESSAGES-0078, twilio",
    "text/html, whatsapp, MESSAGES-0078, telnyx",
    "image/png, sms, MESSAGES-0078, twilio",
    "image/png, sms, MESSAGES-0078, telnyx"
  })
  @DisplayName("MSG-281 a file that cannot be sent is refused by a code that says why")
  void shouldRefuseAFileThatCannotBeSent(String file, String channel, String code, String carrier) {
    // Given: one organization each
    Organization organization =
        carrier.equals("twilio") ? Organization.AURORA : Organization.BOREAL;
    String to = contact();
    OpenWindow.of(organization.tenant(), to, organization.ours(carrier));
    String base = SimulatedCarriers.host().urls().get("twilio");
    String url =
        file.startsWith("http")
            ? file
            : file.equals("gone") ? base + "/media.twiliocdn/ME0" : file(file);
    // When
    post(
            organization.seller(),
            null,
            Map.of("to", to, "channel", channel, "carrier", carrier, "mediaUrls", List.of(url)))
        .then()
        // Then
        .statusCode(422)
        .body("code", equalTo(code))
        .body("errors", hasSize(1));
    assertThat(at(carrier, to)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("MSG-283 buttons go through Twilio as a content that is made once")
  void shouldOfferButtonsThroughTwilio(Organization organization) {
    // Given
    String seller = organization.seller();
    List<String> contacts = List.of(contact(), contact(), contact());
    contacts.forEach(to -> OpenWindow.of(organization.tenant(), to, organization.ours("twilio")));
    long before = contentsMade();
    // When
    String first = sent(seller, withButtons(contacts.get(0), "Vamos às 10h?"));
    awaitStatus(seller, first, "sending");
    awaitStatus(seller, sent(seller, withButtons(contacts.get(1), "Vamos às 11h?")), "sending");
    awaitStatus(seller, sent(seller, withButtons(contacts.get(2), "Vamos?\nÀs 12h")), "sending");
    // Then
    assertThat(atTwilio(contacts.get(0)).get(0).getString("body")).isEqualTo("Vamos às 10h?");
    assertThat(atTwilio(contacts.get(1)).get(0).getString("body")).isEqualTo("Vamos às 11h?");
    assertThat(atTwilio(contacts.get(2)).get(0).getString("body")).isEqualTo("Vamos?\nÀs 12h");
    assertThat(formOf(contacts.get(1)).getString("ContentSid"))
        .isEqualTo(formOf(contacts.get(0)).getString("ContentSid"))
        .startsWith("HX");
    assertThat(contentsMade() - before).isBetween(1L, 2L);
    get(seller, "/api/messages/" + first)
        .body("content.kind", equalTo("buttons"))
        .body("content.buttons.title", equalTo(List.of("Confirmar", "Remarcar")))
        .body("content.buttons.id", equalTo(List.of("confirmar", "Remarcar")));
  }

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("MSG-284 buttons go through Telnyx as an interactive message")
  void shouldOfferButtonsThroughTelnyx(Organization organization) {
    // Given
    String seller = organization.seller();
    String to = contact();
    OpenWindow.of(organization.tenant(), to, organization.ours("telnyx"));
    // When
    String id = sent(seller, withButtons(to, "Vamos às 10h?"));
    // Then
    awaitStatus(seller, id, "sending");
    JsonObject interactive = contentOf(to).getJsonObject("interactive");
    assertThat(interactive.getString("type")).isEqualTo("button");
    assertThat(interactive.getJsonObject("body").getString("text")).isEqualTo("Vamos às 10h?");
    assertThat(interactive.getJsonObject("action").getJsonArray("buttons").encode())
        .isEqualTo(
            "[{\"type\":\"reply\",\"reply\":{\"id\":\"confirmar\",\"title\":\"Confirmar\"}},"
                + "{\"type\":\"reply\",\"reply\":{\"id\":\"Remarcar\",\"title\":\"Remarcar\"}}]");
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  @DisplayName("MSG-285 a button that was tapped is shown with what it stands for")
  void shouldShowWhichButtonWasTapped(String carrier, Organization organization) {
    // Given
    MessageContent tapped = MessageContent.tapped(new ReplyButton("confirmar", "Confirmar"));
    // When
    MessageReceived told =
        OpenWindow.written(
            organization.tenant(), contact(), organization.ours(carrier), "Confirmar", tapped);
    // Then
    assertThat(told.content()).isEqualTo(tapped);
    get(organization.seller(), "/api/messages/" + told.messageId())
        .body("body", equalTo("Confirmar"))
        .body("preview", equalTo("Confirmar"))
        .body("content.button.id", equalTo("confirmar"))
        .body("content.button.title", equalTo("Confirmar"));
  }

  private static Map<String, Object> withFile(String to, String body, String url) {
    return Map.of("to", to, "channel", "whatsapp", "body", body, "mediaUrls", List.of(url));
  }

  private static Map<String, Object> withButtons(String to, String body) {
    return Map.of("to", to, "channel", "whatsapp", "body", body, "buttons", BUTTONS);
  }

  private static String sent(String user, Map<String, Object> message) {
    return post(user, null, message).then().statusCode(201).extract().path("id");
  }

  /** At the server that stands in for Twilio, open to whoever knows the address. */
  private static String file(String type) {
    String kept =
        SimulatedCarriers.host()
            .twilio()
            .keepMedia(AURORA_TWILIO, "abc".getBytes(StandardCharsets.UTF_8), type);
    return SimulatedCarriers.host().urls().get("twilio")
        + "/media.twiliocdn/"
        + kept.substring(kept.lastIndexOf('/') + 1);
  }

  private static JsonObject formOf(String to) {
    return SimulatedCarriers.host().twilio().requests().stream()
        .filter(request -> request.method().equals("POST"))
        .map(ReceivedRequest::form)
        .filter(form -> ("whatsapp:" + to).equals(form.get("To")))
        .map(
            form -> {
              JsonObject fields = new JsonObject();
              form.names().forEach(name -> fields.put(name, form.get(name)));
              return fields;
            })
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject contentOf(String to) {
    patiently().until(() -> atTelnyx(to).size() == 1);
    return SimulatedCarriers.host().telnyx().requests().stream()
        .filter(request -> request.path().endsWith("/messages/whatsapp"))
        .map(request -> new JsonObject(request.body()))
        .filter(body -> to.equals(body.getString("to")))
        .findFirst()
        .orElseThrow()
        .getJsonObject("whatsapp_message");
  }

  private static long contentsMade() {
    return SimulatedCarriers.host().twilio().requests().stream()
        .filter(request -> request.method().equals("POST"))
        .filter(request -> request.path().equals("/v1/Content"))
        .count();
  }
}
