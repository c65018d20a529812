package dev.ramal.messaging.alerting;

import static dev.ramal.messaging.alerting.AlertFixture.post;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.fixtures.ApiUser;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@MessagingTest
class AlertListTest {
  private static final Instant AT =
      Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(3600);

  private final AlertFixture alert = new AlertFixture();

  @AfterEach
  void quiet() {
    AlertFixture.tellNobody("carla");
  }

  @Test
  @DisplayName(
      "MSG-217 an alert is listed until it is over: open, acknowledged, resolved by a person")
  void shouldListAnAlertByItsState() {
    // Given
    alert.raise(Tenants.AURORA, "event-" + alert.subject, AT);
    alert.raise(Tenants.BOREAL, "theirs-" + alert.subject, AT);
    String id = alert.awaitId("olga");
    String foreign = alert.awaitId("bia");

    // When
    Response taken = post("olga", id, "acknowledge");
    List<Map<String, Object>> acknowledged = alert.listed("olga", "acknowledged");
    Response over = post("carla", id, "resolve");
    Response again = post("olga", id, "resolve");

    // Then
    assertThat(taken.statusCode()).isEqualTo(200);
    assertThat(acknowledged).extracting(one -> one.get("id")).containsExactly(id);
    assertThat(over.<String>path("state")).isEqualTo("resolved");
    assertThat(again.<String>path("resolvedBy")).isEqualTo(over.path("resolvedBy"));
    assertThat(alert.listed("olga", "open")).isEmpty();
    assertThat(alert.listed("olga", "resolved")).hasSize(1);

    // And another organization's stays as it was, until its people take it
    assertThat(alert.listed("bia", "open"))
        .singleElement()
        .satisfies(one -> assertThat(one).containsEntry("id", foreign));
    assertThat(post("bia", foreign, "acknowledge").<String>path("state")).isEqualTo("acknowledged");
    assertThat(post("bia", foreign, "resolve").<String>path("state")).isEqualTo("resolved");
    assertThat(alert.listed("bia", "resolved")).hasSize(1);
  }

  @Test
  @DisplayName(
      "MSG-218 the same thing is counted, the same event once, and is new once it was over")
  void shouldCountWhatIsRaisedAgain() {
    // Given
    alert.raise(Tenants.AURORA, "one-" + alert.subject, AT);
    alert.raise(Tenants.AURORA, "one-" + alert.subject, AT);
    alert.raise(Tenants.AURORA, "two-" + alert.subject, AT.plusSeconds(60));
    alert.raise(
        Tenants.AURORA, "other-" + alert.subject, "Outra coisa", "info", AT.plusSeconds(90));
    alert.raise(Tenants.BOREAL, "theirs-" + alert.subject, AT);
    String foreign = alert.awaitId("bia");

    // When
    List<Map<String, Object>> open = alert.awaitOpen("olga", 2);
    alert.raise(Tenants.AURORA, "late-" + alert.subject, AT.plusSeconds(100));
    patiently().until(() -> alert.listed("olga", "open").get(0).get("times").equals(3));
    post("olga", (String) open.get(1).get("id"), "resolve");
    alert.raise(Tenants.AURORA, "new-" + alert.subject, Instant.now());
    List<Map<String, Object>> anew = alert.awaitOpen("olga", 2);

    // Then
    assertThat(open).extracting(one -> one.get("title")).startsWith("Outra coisa");
    assertThat(open.get(1))
        .containsEntry("times", 2)
        .containsEntry("raisedAt", AT.toString())
        .containsEntry("lastRaisedAt", AT.plusSeconds(60).toString())
        .containsEntry("severity", "warning")
        .containsEntry("service", "call-service")
        .containsEntry("toldAt", null);
    assertThat(anew.get(0)).containsEntry("times", 1).containsEntry("title", AlertFixture.TITLE);
    assertThat(anew.get(0).get("id")).isNotEqualTo(open.get(1).get("id"));
    assertThat(alert.listed("bia", "open"))
        .as("another organization's is counted by itself, and not over")
        .singleElement()
        .satisfies(one -> assertThat(one).containsEntry("id", foreign).containsEntry("times", 1));
  }

  @Test
  @DisplayName("MSG-219 alerts are for admin and ops, of their own organization, page by page")
  void shouldShowAlertsToWhomTheyConcern() {
    // Given
    alert.raise(Tenants.BOREAL, "b-" + alert.subject, "De outra organização", "warning", AT);
    alert.raise(Tenants.AURORA, "a-" + alert.subject, "Primeira", "warning", AT);
    alert.raise(Tenants.AURORA, "c-" + alert.subject, "Segunda", "warning", AT);
    alert.awaitOpen("olga", 2);
    String foreign = alert.awaitId("bia");

    // When
    Response page = ApiUser.as("olga").request().get("/api/alerts?limit=1");

    // Then
    assertThat(page.<List<?>>path("items")).hasSize(1);
    assertThat(page.header("Link")).contains("rel=\"next\"").contains("limit=1");
    assertThat(alert.listed("olga", "open"))
        .extracting(one -> one.get("title"))
        .doesNotContain("De outra organização");
    for (Response missing :
        List.of(
            post("olga", foreign, "acknowledge"),
            post("olga", foreign, "resolve"),
            ApiUser.as("olga").request().get("/api/alerts/" + foreign))) {
      assertThat(missing.statusCode()).isEqualTo(404);
      assertThat(missing.<String>path("code")).isEqualTo("MESSAGES-0050");
    }
    assertThat(ApiUser.as("ana").request().get("/api/alerts").statusCode()).isEqualTo(403);
    assertThat(post("ana", "x", "acknowledge").statusCode()).isEqualTo(403);
    Response ofNobody = ApiUser.as("nina", "operator").request().get("/api/alerts?limit=200");
    assertThat(ofNobody.statusCode()).as("what concerns no organization").isEqualTo(200);
    assertThat(ofNobody.<List<String>>path("items.subject")).doesNotContain(alert.subject);
    Response lost = ApiUser.as("olga").request().get("/api/alerts?state=lost");
    assertThat(lost.<String>path("code")).isEqualTo("MESSAGES-0051");
    assertThat(lost.<String>path("errors[0].field")).isEqualTo("state");
  }

  @Test
  @DisplayName(
      "MSG-220 the settings keep a webhook that is written back as it was read, and say what is"
          + " wrong")
  void shouldKeepAndCheckTheSettings() {
    // Given
    AlertFixture.tell("carla", AlertFixture.slack("ours", alert.webhook("secret")));

    // When
    Map<String, Object> read =
        ApiUser.as("olga").request().get("/api/settings/alerts").jsonPath().getMap("$");
    Response written = AlertFixture.put("carla", read);
    Response foreign =
        AlertFixture.put(
            "carla",
            Map.of(
                "receivers",
                List.of(AlertFixture.slack("ours", "http://169.254.169.254/latest/meta-data"))));
    Response byOps = AlertFixture.put("olga", Map.of("reminders", 1));

    // Then
    assertThat(read.toString()).doesNotContain(alert.path("secret")).contains("/…cret");
    assertThat(written.jsonPath().getMap("$")).isEqualTo(read);
    assertThat(foreign.statusCode()).isEqualTo(400);
    assertThat(foreign.<String>path("code")).isEqualTo("MESSAGES-0052");
    assertThat(foreign.<String>path("errors[0].field")).isEqualTo("receivers[0].webhookUrl");
    assertThat(byOps.statusCode()).isEqualTo(403);
    assertThat(
            ApiUser.as("bia")
                .request()
                .get("/api/settings/alerts")
                .<List<String>>path("receivers.id"))
        .doesNotContain("ours");

    // When
    Response test = ApiUser.as("olga").request().post("/api/alerts/test");

    // Then
    assertThat(test.statusCode()).isEqualTo(202);
    patiently()
        .until(
            () ->
                alert
                    .firstOf("secret")
                    .filter(text -> text.equals("Crítico: Alerta de teste"))
                    .isPresent());
  }
}
