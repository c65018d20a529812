package dev.ramal.calls.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class AlertsTest {
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");

  private final CallApi olga = CallApi.as("olga");
  private final String subject = "subject-" + UUID.randomUUID();

  @Test
  @DisplayName("CALL-110 what needs a person is listed until somebody acknowledges it")
  void shouldKeepAnAlertUntilItIsAcknowledged() {
    // Given
    raise(Tenants.AURORA, "event-" + subject, "Gravação não chegou", AT);
    String id = (String) open(1).get(0).get("id");

    // When
    Response first = acknowledge(olga, id);
    Response again = acknowledge(CallApi.as("carla"), id);

    // Then
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.<String>path("acknowledgedBy")).isNotNull();
    assertThat(again.<String>path("acknowledgedBy")).isEqualTo(first.path("acknowledgedBy"));
    assertThat(ours("open")).isEmpty();
    assertThat(ours("acknowledged")).extracting(alert -> alert.get("id")).containsExactly(id);
  }

  @Test
  @DisplayName(
      "CALL-111 the same alert is counted, the same event once, and opened anew afterwards")
  void shouldCountWhatIsRaisedAgain() {
    // Given
    raise(Tenants.AURORA, "one-" + subject, "Gravação não chegou", AT);
    raise(Tenants.AURORA, "one-" + subject, "Gravação não chegou", AT);
    raise(Tenants.AURORA, "two-" + subject, "Gravação não chegou", AT.plusSeconds(60));
    raise(Tenants.AURORA, "other-" + subject, "Outra coisa", AT.plusSeconds(90));

    // When
    List<Map<String, Object>> open = open(2);
    raise(Tenants.AURORA, "late-" + subject, "Gravação não chegou", AT.plusSeconds(100));
    await().until(() -> ours("open").get(0).get("times").equals(3));
    acknowledge(olga, (String) open.get(1).get("id"));
    raise(Tenants.AURORA, "three-" + subject, "Gravação não chegou", AT.plusSeconds(120));
    List<Map<String, Object>> anew = open(2);

    // Then
    assertThat(open).extracting(alert -> alert.get("title")).startsWith("Outra coisa");
    assertThat(open.get(1))
        .containsEntry("times", 2)
        .containsEntry("raisedAt", "2026-11-20T12:00:00Z")
        .containsEntry("lastRaisedAt", "2026-11-20T12:01:00Z")
        .containsEntry("severity", "warning")
        .containsEntry("service", "call-service");
    assertThat(anew.get(0)).containsEntry("times", 1).containsEntry("title", "Gravação não chegou");
    assertThat(anew.get(0).get("id")).isNotEqualTo(open.get(1).get("id"));
  }

  @Test
  @DisplayName("CALL-112 alerts are for admin and ops, of their own organization, page by page")
  void shouldShowAlertsToWhomTheyConcern() {
    // Given
    raise(Tenants.BOREAL, "b-" + subject, "De outra organização", AT);
    raise(Tenants.AURORA, "a-" + subject, "Primeira", AT);
    raise(Tenants.AURORA, "c-" + subject, "Segunda", AT);
    open(2);

    // When
    Response page = olga.request().get("/api/alerts?limit=1");
    String foreign =
        CallApi.as("bia")
            .request()
            .get("/api/alerts?limit=200")
            .path("items.find { it.subject == '" + subject + "' }.id");

    // Then
    assertThat(page.<List<?>>path("items")).hasSize(1);
    assertThat(page.header("Link")).contains("rel=\"next\"").contains("limit=1");
    assertThat(ours("open")).extracting(alert -> alert.get("title")).doesNotContain("De outra");
    assertThat(foreign).isNotNull();
    assertThat(acknowledge(olga, foreign).statusCode()).isEqualTo(404);
    assertThat(CallApi.as("ana").request().get("/api/alerts").statusCode()).isEqualTo(403);
    assertThat(CallApi.as("ana").request().post("/api/alerts/x/acknowledge").statusCode())
        .isEqualTo(403);
    Response ofNobody =
        CallApi.as("nina").request().header("X-Org-Id", "operator").get("/api/alerts?limit=200");
    assertThat(ofNobody.statusCode()).as("what concerns no organization").isEqualTo(200);
    assertThat(ofNobody.<List<String>>path("items.subject")).doesNotContain(subject);
    assertThat(olga.request().get("/api/alerts?state=lost").<String>path("errors[0].field"))
        .isEqualTo("state");
  }

  private static Response acknowledge(CallApi who, String id) {
    return who.request().post("/api/alerts/" + id + "/acknowledge");
  }

  private List<Map<String, Object>> open(int count) {
    return await().until(() -> ours("open"), found -> found.size() == count);
  }

  private List<Map<String, Object>> ours(String state) {
    return olga.request()
        .get("/api/alerts?limit=200&state=" + state)
        .path("items.findAll { it.subject == '" + subject + "' }");
  }

  private void raise(TenantId tenant, String eventId, String title, Instant at) {
    AlertRaised alert =
        new AlertRaised(
            UUID.randomUUID().toString(),
            "call-service",
            "warning",
            title,
            "Veja o que houve.",
            subject,
            at);
    try (TopicProbe probe = TopicProbe.on(Topics.ALERTS)) {
      probe.send(
          new Event<>(
              eventId,
              "/call-service",
              subject,
              at,
              tenant,
              null,
              Topics.ALERTS,
              tenant.value() + ":" + subject,
              alert));
    }
  }
}
