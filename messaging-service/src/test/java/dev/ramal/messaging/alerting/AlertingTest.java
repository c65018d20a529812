package dev.ramal.messaging.alerting;

import static dev.ramal.messaging.alerting.AlertFixture.broken;
import static dev.ramal.messaging.alerting.AlertFixture.phone;
import static dev.ramal.messaging.alerting.AlertFixture.post;
import static dev.ramal.messaging.alerting.AlertFixture.slack;
import static dev.ramal.messaging.alerting.AlertFixture.tell;
import static dev.ramal.messaging.alerting.AlertFixture.told;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTelnyx;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Channel;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.Topics;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.MovableClock;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
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
class AlertingTest {
  private static final Postgres DATABASE = Postgres.database("messaging");

  @Inject MovableClock clock;
  @Inject MessagingFixture fixture;

  private final AlertFixture alert = new AlertFixture();

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
  }

  @AfterEach
  void quiet() {
    clock.reset();
    SimulatedCarriers.host().faults().clear();
    AlertFixture.tellNobody("carla");
    AlertFixture.tellNobody("bia");
    write(Map.of("quietHours", false, "hours", List.of()));
  }

  @Test
  @DisplayName("MSG-210 an alert reaches the organization's channel in Slack, in blocks, once")
  void shouldTellTheChannelOnce() {
    // Given
    tell("carla", slack("ours", alert.webhook("aurora")));
    tell("bia", slack("theirs", alert.webhook("boreal")));
    String event = UUID.randomUUID().toString();
    Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    // When
    alert.raise(Tenants.AURORA, UUID.randomUUID().toString(), at.minus(Duration.ofHours(25)));
    alert.raise(Tenants.AURORA, event, at);
    alert.raise(Tenants.AURORA, event, at);
    alert.raise(Tenants.AURORA, UUID.randomUUID().toString(), at.plusSeconds(1));
    String id = alert.awaitId("olga");
    patiently().until(() -> told("olga", id), List.of("ours 1 raised sent")::equals);
    patiently().until(() -> alert.listed("olga", "open").get(0).get("times").equals(2));

    // Then
    assertThat(alert.listed("olga", "open").get(0))
        .as("what was raised a day ago is left out")
        .containsEntry("raisedAt", at.toString());
    assertThat(alert.inSlack("aurora")).containsExactly("Atenção: " + AlertFixture.TITLE);
    assertThat(alert.inSlack("boreal")).isEmpty();
    assertThat(alert.firstInSlack("aurora").getJsonArray("blocks").encode())
        .contains("\"header\"", "\"section\"", "\"context\"", "Veja &lt;o que&gt; houve.", id);
    assertThat(
            DATABASE
                .value("select settings from alert_settings where tenant = 'aurora'")
                .toString())
        .doesNotContain(alert.path("aurora"))
        .contains("v1:");
  }

  @Test
  @DisplayName("MSG-211 what its source says is over is told in Slack, and raised late it stays so")
  void shouldEndWhatItsSourceSaysIsOver() {
    // Given
    tell("carla", slack("ours", alert.webhook("aurora")));
    Instant at = Instant.now();
    alert.raise(Tenants.AURORA, UUID.randomUUID().toString(), at);
    String id = alert.awaitId("olga");
    patiently().until(() -> alert.inSlack("aurora").size() == 1);

    // When
    alert.resolve(Tenants.BOREAL, at.plusSeconds(5));
    alert.resolve(Tenants.AURORA, at.minusSeconds(5));
    alert.resolve(Tenants.AURORA, at.plusSeconds(5));
    patiently().until(() -> alert.inSlack("aurora").size() == 2);
    alert.raise(Tenants.AURORA, UUID.randomUUID().toString(), at.plusSeconds(4));
    alert.raise(Tenants.AURORA, UUID.randomUUID().toString(), at.plusSeconds(6));

    // Then
    String anew = alert.awaitId("olga");
    assertThat(anew).isNotEqualTo(id);
    assertThat(alert.listed("olga", "open").get(0)).containsEntry("times", 1);
    assertThat(alert.listed("olga", "resolved").get(0)).containsEntry("id", id);
    assertThat(alert.inSlack("aurora").get(1)).isEqualTo("Resolvido: " + AlertFixture.TITLE);
    assertThat(waiting(anew, 10)).as("back too soon to be told at once").isEqualTo(1);
    assertThat(alert.listed("olga", "open").get(0)).containsEntry("toldAt", null);

    // When
    clock.advance(Duration.ofMinutes(16));

    // Then
    patiently().until(() -> told("olga", anew), List.of("ours 1 raised sent")::equals);
    assertThat(alert.inSlack("aurora")).hasSize(3);
  }

  @Test
  @DisplayName(
      "MSG-212 without an acknowledgement the person on call gets one SMS, and no more after")
  void shouldEscalateUntilSomebodyAcknowledges() {
    // Given
    String ana = contact();
    String bruno = contact();
    tell(
        "carla",
        slack("ours", alert.webhook("aurora")),
        phone("ana", "sms", ana),
        phone("bruno", "sms", bruno));
    alert.raise(Tenants.AURORA, UUID.randomUUID().toString(), Instant.now());
    String id = alert.awaitId("olga");
    patiently().until(() -> alert.inSlack("aurora").size() == 1);
    assertThat(atTwilio(ana)).isEmpty();

    // When
    clock.advance(Duration.ofMinutes(16));
    patiently().until(() -> atTwilio(ana).size() + atTelnyx(ana).size() == 1);
    Response first = post("olga", id, "acknowledge");
    Response again = post("carla", id, "acknowledge");
    patiently()
        .until(() -> alert.inSlack("aurora").contains("Alguém cuida disto: " + AlertFixture.TITLE));
    clock.advance(Duration.ofMinutes(61));
    alert.raise(Tenants.AURORA, UUID.randomUUID().toString(), clock.instant());
    patiently().until(() -> alert.listed("olga", "acknowledged").get(0).get("times").equals(2));

    // Then
    assertThat(first.<String>path("state")).isEqualTo("acknowledged");
    assertThat(again.<String>path("acknowledgedBy")).isEqualTo(first.path("acknowledgedBy"));
    patiently()
        .until(
            () -> DATABASE.value("select count(*) from jobs where subject = ?", id),
            Long.valueOf(0)::equals);
    patiently()
        .untilAsserted(
            () ->
                assertThat(told("olga", id))
                    .containsExactlyInAnyOrder(
                        "ours 1 raised sent", "ana 2 raised sent", "ours 3 acknowledged sent"));
    assertThat(atTwilio(bruno)).isEmpty();
    String message =
        ApiUser.as("olga").request().get("/api/alerts/" + id).path("notifications[1].messageId");
    String body = MessagingFixture.get("carla", "/api/messages/" + message).extract().path("body");
    assertThat(body).startsWith("Ramal, Atenção: " + AlertFixture.TITLE);
  }

  @Test
  @DisplayName("MSG-213 a channel that refuses is no delay: the next step is taken, and it is told")
  void shouldTakeTheNextStepWhenNobodyIsReached() {
    // Given
    String ana = contact();
    String gone = alert.name("gone");
    tell("carla", slack(gone, alert.webhook("gone")), phone("ana", "sms", ana));
    refuse(alert.path("gone"), RequestFault.status(404), 2);

    // When
    alert.raise(Tenants.AURORA, UUID.randomUUID().toString(), Instant.now());
    String id = alert.awaitId("olga");
    patiently().until(() -> atTwilio(ana).size() + atTelnyx(ana).size() > 0);

    // Then
    assertThat(told("olga", id)).containsExactly(gone + " 1 raised failed", "ana 2 raised sent");
    patiently().until(() -> broken("olga", gone, "open") == 1);

    // When
    SimulatedCarriers.host().faults().clear();
    alert.raise(
        Tenants.AURORA, UUID.randomUUID().toString(), "Outra coisa", "critical", Instant.now());

    // Then
    patiently().until(() -> broken("olga", gone, "resolved") == 1);
  }

  @Test
  @DisplayName(
      "MSG-214 a channel that is busy, away or silent is told later; one that stays so is dead")
  void shouldTellLaterWhoIsAway() {
    // Given
    tell("carla", slack("busy", alert.webhook("busy")));
    refuse(alert.path("busy"), RequestFault.tooMany(1), 1);
    refuse(alert.path("busy"), RequestFault.status(503), 1);
    refuse(alert.path("busy"), RequestFault.reset(), 1);

    // When
    alert.raise(Tenants.AURORA, UUID.randomUUID().toString(), Instant.now());
    String id = alert.awaitId("olga");

    // Then
    patiently().until(() -> told("olga", id), List.of("busy 1 raised sent")::equals);
    assertThat(alert.inSlack("busy")).hasSize(1);

    // When
    refuse(alert.path("busy"), RequestFault.status(500), 3);
    alert.raise(
        Tenants.AURORA, UUID.randomUUID().toString(), "Outra coisa", "critical", Instant.now());
    String other =
        (String)
            patiently()
                .until(() -> alert.listed("olga", "open"), found -> found.size() == 2)
                .stream()
                .filter(one -> one.get("title").equals("Outra coisa"))
                .findFirst()
                .orElseThrow()
                .get("id");
    patiently().until(() -> told("olga", other), List.of("busy 1 raised failed")::equals);
    Object dead =
        DATABASE.value(
            "select j.id from jobs j join alert_notification n on n.id = j.subject"
                + " where n.alert_id = ? and j.state = 'DEAD'",
            other);
    SimulatedCarriers.host().faults().clear();
    Response redriven =
        ApiUser.as("olga").request().post("/api/messages/dead-jobs/" + dead + "/redrive");

    // Then
    assertThat(redriven.statusCode()).isEqualTo(202);
    patiently().until(() -> told("olga", other), List.of("busy 1 raised sent")::equals);
  }

  @Test
  @DisplayName(
      "MSG-215 told again after the repeat interval and not before: raised, or as a reminder")
  void shouldRepeatQuietly() {
    // Given: the same in another organization, where it is raised once only
    tell("carla", slack("ours", alert.webhook("aurora")));
    tell("bia", slack("theirs", alert.webhook("boreal")));
    alert.raise(Tenants.AURORA, UUID.randomUUID().toString(), Instant.now());
    alert.raise(Tenants.BOREAL, UUID.randomUUID().toString(), Instant.now());
    String id = alert.awaitId("olga");
    String foreign = alert.awaitId("bia");
    patiently().until(() -> alert.inSlack("aurora").size() == 1);
    patiently().until(() -> alert.inSlack("boreal").size() == 1);

    // When
    clock.advance(Duration.ofMinutes(50));
    alert.raise(Tenants.AURORA, UUID.randomUUID().toString(), clock.instant());
    patiently().until(() -> alert.listed("olga", "open").get(0).get("times").equals(2));
    List<String> early = alert.inSlack("aurora");
    clock.advance(Duration.ofMinutes(15));
    patiently().until(() -> alert.inSlack("aurora").size() == 2);
    patiently().until(() -> alert.inSlack("boreal").size() == 2);
    clock.advance(Duration.ofMinutes(61));
    alert.raise(Tenants.AURORA, UUID.randomUUID().toString(), clock.instant());
    patiently().until(() -> alert.inSlack("aurora").size() == 3);

    // Then
    assertThat(early).hasSize(1);
    patiently()
        .untilAsserted(
            () -> assertThat(told("olga", id)).hasSize(3).containsOnly("ours 1 raised sent"));
    assertThat(told("bia", foreign))
        .as("raised, and one reminder")
        .containsExactly("theirs 1 raised sent", "theirs 1 raised sent");
    assertThat(alert.listed("bia", "open").get(0)).containsEntry("times", 1);
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA, olga", "telnyx, BOREAL, bia"})
  @DisplayName("MSG-216 by WhatsApp within the window that the person opened, else by SMS")
  void shouldWriteByWhatsAppOnlyInsideTheWindow(
      String carrier, Organization organization, String onDuty) {
    // Given
    String inside = contact();
    String outside = contact();
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGE_FACTS)) {
      probe.send(
          MessagingFixture.fact(
              organization.tenant(),
              inside,
              UUID.randomUUID().toString(),
              GatewayFacts.through(
                  organization,
                  carrier,
                  GatewayFacts.received(
                      Channel.WHATSAPP,
                      "SM" + UUID.randomUUID().toString().replace("-", ""),
                      inside,
                      organization.ours(carrier),
                      "Estou de plantão",
                      null))));
    }
    patiently()
        .until(
            () ->
                MessagingFixture.get(
                            organization.admin(), "/api/messages?contact=%2B" + inside.substring(1))
                        .extract()
                        .<List<?>>path("items")
                        .size()
                    == 1);
    AlertFixture.put(
            organization.admin(),
            Map.of(
                "receivers",
                List.of(phone("in", "whatsapp", inside), phone("out", "whatsapp", outside)),
                "steps",
                List.of(Map.of("receivers", List.of("in", "out"), "waitMinutes", 15))))
        .then()
        .statusCode(200);

    // When
    alert.raise(organization.tenant(), UUID.randomUUID().toString(), Instant.now());
    String id = alert.awaitId(onDuty);

    // Then
    patiently()
        .until(
            () -> told(onDuty, id),
            told ->
                told.size() == 2 && told.stream().allMatch(one -> one.endsWith("1 raised sent")));
    assertThat(channels(organization, inside)).containsExactly("whatsapp");
    assertThat(channels(organization, outside)).containsExactly("sms");
    patiently().until(() -> MessagingFixture.at(carrier, inside).size() == 1);
  }

  @Test
  @DisplayName("MSG-233 quiet hours hold up no alert, and a phone that is told again works")
  void shouldWriteToOwnPeopleAtAnyHour() {
    // Given
    int begin = clock.instant().atZone(ZoneId.of("America/Sao_Paulo")).plusHours(2).getHour();
    String later = "%02d:00-%02d:00".formatted(begin, begin + 1);
    write(
        Map.of(
            "quietHours",
            true,
            "hours",
            List.of(
                Map.of(
                    "weekdays",
                    later,
                    "saturday",
                    later,
                    "sunday",
                    later,
                    "notOnHolidays",
                    false))));
    String ana = contact();
    String name = alert.name("ana");
    tell("carla", phone(name, "sms", ana));

    // When
    alert.raiseBroken(Tenants.AURORA, name, Instant.now());

    // Then
    patiently().until(() -> atTwilio(ana).size() + atTelnyx(ana).size() == 1);
    assertThat(broken("olga", name, "open")).as("nobody knows yet whether it arrives").isEqualTo(1);
    String id =
        (String)
            DATABASE.value("select id from alert where subject = ? and resolved_at is null", name);
    AlertFixture.report(
        Tenants.AURORA, AlertFixture.messageTo("olga", id, name), MessageStatus.DELIVERED, null);
    patiently().until(() -> broken("olga", name, "resolved") == 1);
  }

  @Test
  @DisplayName("MSG-235 while nobody is on call a round waits, and uses up no reminder")
  void shouldWaitUntilSomebodyIsOnCall() {
    // Given
    Map<String, Object> always = slack("ours", alert.webhook("aurora"));
    Map<String, Object> never = new HashMap<>(always);
    never.put("hours", Map.of());
    tell("carla", never);
    alert.raise(Tenants.AURORA, UUID.randomUUID().toString(), Instant.now());
    String id = alert.awaitId("olga");
    patiently().until(() -> waiting(id, 30) == 1);
    List<String> early = told("olga", id);

    // When
    tell("carla", always);
    clock.advance(Duration.ofMinutes(61));
    patiently().until(() -> told("olga", id), List.of("ours 1 raised sent")::equals);
    clock.advance(Duration.ofMinutes(61));

    // Then
    assertThat(early).isEmpty();
    patiently().until(() -> alert.inSlack("aurora").size() == 2);
  }

  /** Jobs of an alert that are not due for so many minutes. */
  private static long waiting(String alert, int minutes) {
    return DATABASE.count(
        "jobs where subject = ? and state = 'WAITING' and due_at > now() + ? * interval '1 minute'",
        alert,
        minutes);
  }

  private static void write(Map<String, ?> settings) {
    ApiUser.as("carla")
        .request()
        .body(settings)
        .put("/api/settings/messages")
        .then()
        .statusCode(200);
  }

  private static List<String> channels(Organization organization, String phone) {
    return MessagingFixture.get(
            organization.admin(),
            "/api/messages?direction=outbound&contact=%2B" + phone.substring(1))
        .extract()
        .path("items.channel");
  }

  private static void refuse(String path, RequestFault fault, int times) {
    SimulatedCarriers.host().faults().arm(fault.on("slack", "POST", path), times);
  }
}
