package dev.ramal.calls.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
class VolumeTest {
  private static final String LEAD = "+5511987650356";

  @AfterEach
  void calm() {
    limit("carla", 0);
    limit("bia", 0);
  }

  @ParameterizedTest
  @CsvSource({"aurora, carla, twilio", "boreal, bia, telnyx"})
  @DisplayName("CALL-364 figures are kept as calls end, and calls are braked before the limit")
  void shouldKeepFiguresAndBrakeBeforeTheLimit(String tenant, String admin, String carrier) {
    // Given
    Connections.twilio(admin);
    Connections.telnyx(admin);
    CallApi api = CallApi.as(admin);
    String own = "+5511300%05d".formatted(Math.abs(UUID.randomUUID().hashCode()) % 100_000);
    String call = api.dials(Map.of("to", LEAD, "carrier", carrier));
    Postgres.database("calls").execute("update calls set from_number = ? where id = ?", own, call);
    String agent = api.awaitLeg(call, "agent");

    try (TopicProbe probe = TopicProbe.on(Topics.ALERTS)) {
      // When
      String lead = UUID.randomUUID().toString();
      new Phones(probe, TenantId.of(tenant), Carrier.of(carrier), call, Instant.now())
          .initiated("agent", agent, 0)
          .answered("agent", agent, 1)
          .ended("agent", agent, 3, CallOutcome.COMPLETED, 2, null);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> api.call(call).<String>path("endedAt") != null);
      assertThat(figures(api, own)).as("the agent's softphone is no telephone").isNull();
      new Phones(probe, TenantId.of(tenant), Carrier.of(carrier), call, Instant.now())
          .initiated("lead", lead, 2)
          .ended("lead", lead, 3, CallOutcome.NO_ANSWER, null, null)
          .repeatedAndShuffled(2);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> figures(api, own) != null && figures(api, own).get("callsToday") == 1);
      limit(admin, 1);

      // Then
      assertThat(figures(api, own)).containsEntry("shortCallsToday", 1);
      assertThat(figures(api, own)).containsEntry("callsThisMonth", 1);
      await().atMost(Duration.ofSeconds(30)).until(() -> !ask(api, own).<Boolean>path("allowed"));
      assertThat(ask(api, own).<String>path("rules.find { it.outcome == 'denied' }.rule"))
          .isEqualTo("short-calls");
      assertThat(ask(api, own).<String>path("rules.find { it.outcome == 'denied' }.evidence"))
          .contains("1 of 1 short calls");
      AlertRaised alert = probe.await(AlertRaised.class, own);
      assertThat(alert.title()).isEqualTo("Chamadas curtas perto do limite da Anatel");
      assertThat(alert.severity()).isEqualTo("critical");
      String other = tenant.equals(Tenants.AURORA.value()) ? "breno" : "ana";
      assertThat(ask(CallApi.as(other), own).<Boolean>path("allowed")).isTrue();
      limit(admin, 0);
      await().atMost(Duration.ofSeconds(30)).until(() -> ask(api, own).<Boolean>path("allowed"));
    }
  }

  private static Map<String, Integer> figures(CallApi api, String number) {
    return api.request()
        .get("/api/calls/volume")
        .then()
        .statusCode(200)
        .extract()
        .path("numbers.find { it.number == '" + number + "' }");
  }

  private static Response ask(CallApi api, String from) {
    return api.request().body(Map.of("to", LEAD, "from", from)).post("/api/calls/permission");
  }

  private static void limit(String admin, int shortCalls) {
    CallApi.as(admin)
        .request()
        .body(Map.of("shortCallsPerDay", shortCalls))
        .put("/api/settings/permission")
        .then()
        .statusCode(200);
  }
}
