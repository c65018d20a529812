package dev.ramal.messaging.conversations;

import static dev.ramal.messaging.fixtures.MessagingFixture.at;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTelnyx;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.post;
import static dev.ramal.messaging.fixtures.MessagingFixture.sends;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.events.Channel;
import dev.ramal.events.Topics;
import dev.ramal.events.messages.MessageFailed;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.OpenWindow;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.MovableClock;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@MessagingTest
class WhatsAppWindowTest {
  @Inject MovableClock clock;
  @Inject MessagingFixture fixture;

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
  }

  @AfterEach
  void realTime() {
    clock.reset();
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA, BOREAL", "telnyx, AURORA, BOREAL", "telnyx, BOREAL, AURORA"})
  @DisplayName("MSG-50 free text outside the window is refused with the window's state")
  void shouldRefuseFreeTextOutsideTheWindow(
      String carrier, Organization organization, Organization other) {
    // Given: another organization's window is open
    String to = contact();
    OpenWindow.of(other.tenant(), to, other.ours(carrier));
    // When
    post(organization.seller(), null, text(to, carrier))
        .then()
        // Then
        .statusCode(422)
        .body("code", equalTo("MESSAGES-0005"))
        .body("rule", equalTo("template-required"))
        .body("window.open", equalTo(false))
        .body("window.closesAt", nullValue())
        .body("openNumbers", nullValue());
    assertThat(at(carrier, to)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, AURORA", "telnyx, BOREAL"})
  @DisplayName("MSG-51 an inbound message opens the window for 24 hours")
  void shouldOpenTheWindowWithAnInboundMessage(String carrier, Organization organization) {
    // Given
    String seller = organization.seller();
    String to = contact();
    String conversation = inbound(organization, to, organization.ours(carrier));
    // When
    String id = post(seller, null, text(to, carrier)).then().statusCode(201).extract().path("id");
    // Then
    patiently().until(() -> at(carrier, to).size() == 1);
    assertThat(isWhatsApp(carrier, at(carrier, to).get(0))).isTrue();
    assertThat(sender(carrier, at(carrier, to).get(0))).endsWith(organization.ours(carrier));
    assertThat(id).isNotNull();
    get(seller, "/api/conversations/" + conversation)
        .body("window.open", equalTo(true))
        .body("window.closesAt", notNullValue());
    clock.advance(Duration.ofHours(25));
    post(seller, null, text(to, carrier))
        .then()
        .statusCode(422)
        .body("window.open", equalTo(false))
        .body("window.closesAt", notNullValue());
  }

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("MSG-54 inside the window a text goes out as WhatsApp through Telnyx as well")
  void shouldSendWhatsAppThroughTelnyx(Organization organization) {
    // Given
    String seller = organization.seller();
    String telnyx = organization.ours("telnyx");
    String to = contact();
    inbound(organization, to, telnyx);
    // When
    String id =
        post(
                seller,
                null,
                Map.of("to", to, "channel", "whatsapp", "body", "Olá", "carrier", "telnyx"))
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    // Then
    awaitStatus(seller, id, "sending");
    assertThat(atTwilio(to)).isEmpty();
    JsonObject taken = atTelnyx(to).get(0);
    assertThat(taken.getString("type")).isEqualTo("WHATSAPP");
    assertThat(taken.getString("text")).isEqualTo("Olá");
    assertThat(taken.getJsonObject("from").getString("phone_number")).isEqualTo(telnyx);
    assertThat(taken.getString("webhook_url"))
        .endsWith("/webhooks/telnyx/" + organization.connection("telnyx") + "?message=" + id);
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, AURORA", "telnyx, BOREAL"})
  @DisplayName("MSG-52 a message whose window closes while it waits is denied, not sent")
  void shouldDenyAMessageWhoseWindowClosesWhileItWaits(String carrier, Organization organization) {
    // Given
    String seller = organization.seller();
    String to = contact();
    inbound(organization, to, organization.ours(carrier));
    SimulatedCarriers.host()
        .faults()
        .arm(RequestFault.tooMany(600).on(carrier, "POST", sends(carrier)), 1);
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES)) {
      String id = post(seller, null, text(to, carrier)).then().statusCode(201).extract().path("id");
      patiently().until(() -> SimulatedCarriers.host().faults().armed().isEmpty());
      awaitStatus(seller, id, "accepted");
      // When
      clock.advance(Duration.ofHours(25));
      // Then
      awaitStatus(seller, id, "denied");
      assertThat(probe.await(MessageFailed.class, id).code()).isEqualTo("template-required");
      assertThat(at(carrier, to)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("MSG-55 the window belongs to the pair of numbers: the one they wrote to answers")
  void shouldAnswerFromTheNumberThatWasWrittenTo(Organization organization) {
    // Given
    String seller = organization.seller();
    String telnyx = organization.ours("telnyx");
    String to = contact();
    inbound(organization, to, telnyx);
    // When
    post(seller, null, text(to))
        // Then
        .then()
        .statusCode(422)
        .body("code", equalTo("MESSAGES-0005"))
        .body("rule", equalTo("template-required"))
        .body("window.open", equalTo(false))
        .body("openNumbers", contains(telnyx))
        .body("detail", containsString(telnyx));
    post(seller, null, Map.of("to", to, "channel", "whatsapp", "body", "Oi"))
        .then()
        .statusCode(201)
        .body("from", equalTo(telnyx))
        .body("carrier", equalTo("telnyx"));
    patiently().until(() -> atTelnyx(to).size() == 1);
    inbound(organization, to, organization.ours("twilio"));
    post(seller, null, text(to))
        .then()
        .statusCode(201)
        .body("from", equalTo(organization.ours("twilio")));
    post(organization.stranger().seller(), null, text(to))
        .then()
        .statusCode(422)
        .body("openNumbers", nullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("MSG-361 a window belongs to the organization that was written to, and to no other")
  void shouldOpenNoWindowOfAnotherOrganization(String carrier) {
    // Given
    String theirs = contact();
    String mine = contact();
    // When
    OpenWindow.of(Tenants.BOREAL, theirs, Organization.BOREAL.ours(carrier));
    OpenWindow.of(Tenants.AURORA, mine, Organization.AURORA.ours(carrier));
    // Then
    for (Map.Entry<String, String> closed : Map.of("ana", theirs, "breno", mine).entrySet()) {
      post(closed.getKey(), null, text(closed.getValue(), carrier))
          .then()
          .statusCode(422)
          .body("code", equalTo("MESSAGES-0005"))
          .body("window.open", equalTo(false))
          .body("window.closesAt", nullValue())
          .body("openNumbers", nullValue());
    }
    for (Map.Entry<String, String> open : Map.of("breno", theirs, "ana", mine).entrySet()) {
      post(open.getKey(), null, text(open.getValue(), carrier)).then().statusCode(201);
    }
    patiently().until(() -> at(carrier, theirs).size() == 1 && at(carrier, mine).size() == 1);
    assertThat(isWhatsApp(carrier, at(carrier, theirs).get(0))).isTrue();
    assertThat(sender(carrier, at(carrier, theirs).get(0)))
        .endsWith(Organization.BOREAL.ours(carrier));
    assertThat(sender(carrier, at(carrier, mine).get(0)))
        .endsWith(Organization.AURORA.ours(carrier));
  }

  private static Map<String, String> text(String to) {
    return text(to, "twilio");
  }

  private static Map<String, String> text(String to, String carrier) {
    return Map.of("to", to, "channel", "whatsapp", "body", "Olá!", "carrier", carrier);
  }

  private static boolean isWhatsApp(String carrier, JsonObject taken) {
    return carrier.equals("twilio")
        ? taken.getString("to").startsWith("whatsapp:")
        : taken.getString("type").equals("WHATSAPP");
  }

  /** At Twilio with the channel in front of the number. */
  private static String sender(String carrier, JsonObject taken) {
    return carrier.equals("twilio")
        ? taken.getString("from")
        : taken.getJsonObject("from").getString("phone_number");
  }

  private static String inbound(String from, String ours) {
    return inbound(Organization.AURORA, from, ours);
  }

  private static String inbound(Organization organization, String from, String ours) {
    return OpenWindow.written(organization.tenant(), from, ours, "Quero saber mais", null)
        .conversationId();
  }

  @Test
  @DisplayName("MSG-53 the window ends 24 hours after the last inbound message, to the instant")
  void shouldEndAfterTwentyFourHours() {
    // Given
    Instant last = Instant.parse("2026-03-02T12:00:00Z");
    WhatsAppWindow window = new WhatsAppWindow(last);
    // Then
    assertThat(window.isOpen(last)).isTrue();
    assertThat(window.isOpen(window.closesAt().minusNanos(1))).isTrue();
    assertThat(window.isOpen(window.closesAt())).isFalse();
    assertThat(new WhatsAppWindow(null).isOpen(last)).isFalse();
    assertThat(new WhatsAppWindow(null).permits(Channel.SMS, last)).isTrue();
  }
}
