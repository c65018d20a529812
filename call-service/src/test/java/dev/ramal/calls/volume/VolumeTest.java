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
    String own = Connections.NUMBER;
    String call = api.dials(Map.of("to", LEAD, "carrier", carrier));
    String agent = api.awaitLeg(call, "agent");

    try (TopicProbe probe = TopicProbe.on(Topics.ALERTS)) {
      // When
      int before = figure(api, "callsToday");
      int shortBefore = figure(api, "shortCallsToday");
      String lead = UUID.randomUUID().toString();
      new Phones(probe, TenantId.of(tenant), Carrier.of(carrier), call, Instant.now())
          .initiated("agent", agent, 0)
          .answered("agent", agent, 1)
          .initiated("lead", lead, 2)
          .ended("lead", lead, 3, CallOutcome.NO_ANSWER, null, null)
          .ended("agent", agent, 3, CallOutcome.COMPLETED, 2, null)
          .repeatedAndShuffled(2);
      await().atMost(Duration.ofSeconds(30)).until(() -> figure(api, "callsToday") > before);
      limit(admin, 1);

      // Then
      assertThat(figure(api, "shortCallsToday")).isGreaterThan(shortBefore);
      assertThat(figure(api, "callsThisMonth")).isGreaterThan(before);
      await().atMost(Duration.ofSeconds(30)).until(() -> !ask(api, own).<Boolean>path("allowed"));
      assertThat(ask(api, own).<String>path("rules.find { it.outcome == 'denied' }.rule"))
          .isEqualTo("short-calls");
      assertThat(ask(api, own).<String>path("rules.find { it.outcome == 'denied' }.evidence"))
          .contains("of 1 short calls a day from " + own);
      AlertRaised alert = probe.await(AlertRaised.class, own);
      assertThat(alert.title()).isEqualTo("Chamadas curtas perto do limite da Anatel");
      assertThat(alert.severity()).isEqualTo("critical");
      String other = tenant.equals(Tenants.AURORA.value()) ? "breno" : "ana";
      assertThat(ask(CallApi.as(other), own).<Boolean>path("allowed")).isTrue();
      limit(admin, 0);
      await().atMost(Duration.ofSeconds(30)).until(() -> ask(api, own).<Boolean>path("allowed"));
    }
  }

  private static int figure(CallApi api, String name) {
    Integer found =
        api.request()
            .get("/api/calls/volume")
            .then()
            .statusCode(200)
            .extract()
            .path("numbers.find { it.number == '" + Connections.NUMBER + "' }?." + name);
    return found == null ? 0 : found;
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
