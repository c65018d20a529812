package dev.ramal.messaging.alerting;

import static dev.ramal.messaging.alerting.AlertFixture.broken;
import static dev.ramal.messaging.alerting.AlertFixture.messageTo;
import static dev.ramal.messaging.alerting.AlertFixture.phone;
import static dev.ramal.messaging.alerting.AlertFixture.report;
import static dev.ramal.messaging.alerting.AlertFixture.slack;
import static dev.ramal.messaging.alerting.AlertFixture.tell;
import static dev.ramal.messaging.alerting.AlertFixture.told;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTelnyx;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.templates.TemplateFixture.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.events.MessageStatus;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.messaging.templates.TemplateFixture;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.fixtures.ApiUser;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MessagingTest
class AlertDeliveryTest {
  private static final Postgres DATABASE = Postgres.database("messaging");

  @Inject MessagingFixture fixture;
  @Inject TemplateFixture templates;

  private final AlertFixture alert = new AlertFixture();

  @BeforeEach
  void connect() {
    fixture.connect();
  }

  @AfterEach
  void quiet() {
    AlertFixture.tellNobody("carla");
    AlertFixture.tellNobody("bia");
  }

  @ParameterizedTest
  @CsvSource({"AURORA, olga", "BOREAL, bia"})
  @DisplayName("MSG-311 a person whom the text did not reach was not told: the next step is taken")
  void shouldTakeTheNextStepWhenATextDoesNotArrive(Organization organization, String onDuty) {
    // Given
    String ana = contact();
    String bruno = contact();
    String name = alert.name("ana");
    tell(organization.admin(), phone(name, "sms", ana), phone("bruno", "sms", bruno));
    alert.raise(organization.tenant(), UUID.randomUUID().toString(), Instant.now());
    String id = alert.awaitId(onDuty);
    patiently().until(() -> texts(ana) == 1);
    String message = messageTo(onDuty, id, name);

    // When
    report(organization.tenant(), message, MessageStatus.UNDELIVERED, "30003");
    report(organization.tenant(), message, MessageStatus.UNDELIVERED, "30003");

    // Then
    patiently().until(() -> texts(bruno) == 1);
    assertThat(told(onDuty, id)).containsExactly(name + " 1 raised failed", "bruno 2 raised sent");
    List<String> reasons =
        ApiUser.as(onDuty).request().get("/api/alerts/" + id).path("notifications.reason");
    assertThat(reasons.get(0)).endsWith("(30003)");
    assertThat(messageTo(onDuty, id, name)).isEqualTo(message);
    patiently().until(() -> broken(onDuty, name, "open") == 1);

    // When: a handset that has it proves the report wrong
    report(organization.tenant(), message, MessageStatus.DELIVERED, null);

    // Then
    patiently().until(() -> told(onDuty, id).get(0), (name + " 1 raised sent")::equals);
    patiently().until(() -> broken(onDuty, name, "resolved") == 1);
    assertThat(texts(bruno)).isEqualTo(1);
  }

  @Test
  @DisplayName("MSG-319 outside of the window by WhatsApp as an approved template, else by SMS")
  void shouldWriteAsATemplateOutsideOfTheWindow() {
    // Given
    String ana = contact();
    String id = TemplateFixture.create("carla", template("detail"));
    String foreign = TemplateFixture.create("carla", template("lead_name"));
    String sms = TemplateFixture.create("carla", TemplateFixture.sms(name(), "Alerta {{title}}!"));
    tell("carla", phone("ana", "whatsapp", ana));
    for (String unfit : List.of("none", foreign, sms)) {
      AlertFixture.put("carla", Map.of("templateId", unfit))
          .then()
          .statusCode(400)
          .body("code", equalTo("MESSAGES-0052"))
          .body("errors.field", contains("templateId"));
    }
    AlertFixture.put("carla", Map.of("templateId", id))
        .then()
        .statusCode(200)
        .body("templateId", equalTo(id));

    // When: nobody has approved it yet, then WhatsApp has
    alert.raise(Tenants.AURORA, UUID.randomUUID().toString(), Instant.now());
    patiently().until(() -> channels(ana), List.of("sms")::equals);
    templates.decide(id, templates.request(id, "aurora-twilio"), "approved", null);
    alert.raise(
        Tenants.AURORA, UUID.randomUUID().toString(), "Outra coisa", "critical", Instant.now());

    // Then
    patiently().until(() -> channels(ana), List.of("whatsapp", "sms")::equals);
    AlertFixture.put("bia", Map.of("templateId", id))
        .then()
        .statusCode(400)
        .body("code", equalTo("MESSAGES-0052"));
    MessagingFixture.get("carla", "/api/messages?channel=whatsapp&contact=%2B" + ana.substring(1))
        .body("items[0].body", equalTo("Alerta Crítico: Outra coisa. Mais: Veja <o que> houve.."))
        .body("items[0].template.approved", equalTo(true));
    AlertFixture.put("carla", Map.of("templateId", ""))
        .then()
        .statusCode(200)
        .body("templateId", nullValue());
  }

  private static Map<String, Object> template(String variable) {
    return Map.of(
        "name",
        name(),
        "category",
        "other",
        "channel",
        "whatsapp",
        "body",
        "Alerta {{severity}}: {{title}}. Mais: {{" + variable + "}}.",
        "examples",
        Map.of("severity", "Atenção", "title", "x", variable, "y"));
  }

  private static List<String> channels(String phone) {
    return MessagingFixture.get(
            "carla", "/api/messages?direction=outbound&contact=%2B" + phone.substring(1))
        .extract()
        .path("items.channel");
  }

  @Test
  @DisplayName("MSG-315 whoever tells an alert waits for no other alert")
  void shouldTellWhileTheAlertOfItsReceiverIsHeld() throws Exception {
    // Given
    String name = alert.name("ours");
    AlertFixture.tellNobody("carla");
    alert.raiseBroken(Tenants.AURORA, name, Instant.now());
    patiently().until(() -> broken("olga", name, "open") == 1);
    tell("carla", slack(name, alert.webhook("aurora")));
    try (Connection other = DATABASE.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("select 1 from alert where subject = '" + name + "' for update");

      // When
      alert.raise(Tenants.AURORA, UUID.randomUUID().toString(), Instant.now());
      String id = alert.awaitId("olga");

      // Then
      patiently().until(() -> told("olga", id), List.of(name + " 1 raised sent")::equals);
      other.rollback();
    }
    patiently().until(() -> broken("olga", name, "resolved") == 1);
  }

  private static int texts(String phone) {
    return atTwilio(phone).size() + atTelnyx(phone).size();
  }
}
