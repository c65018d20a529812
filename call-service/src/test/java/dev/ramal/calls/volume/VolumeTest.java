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
import dev.ramal.events.calls.CallEnded;
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

  @ParameterizedTest
  @CsvSource({"aurora, carla, twilio, breno", "boreal, bia, telnyx, ana"})
  @DisplayName("CALL-834 all numbers of a company are braked before the limit of a month")
  void shouldBrakeAllNumbersBeforeTheLimitOfAMonth(
      String tenant, String admin, String carrier, String stranger) {
    // Given
    Connections.twilio(admin);
    Connections.telnyx(admin);
    CallApi api = CallApi.as(admin);
    try (TopicProbe probe = TopicProbe.on(Topics.ALERTS, Topics.CALLS)) {
      String call = api.dials(Map.of("to", LEAD, "carrier", carrier));
      String agent = api.awaitLeg(call, "agent");
      new Phones(probe, TenantId.of(tenant), Carrier.of(carrier), call, Instant.now())
          .initiated("agent", agent, 0)
          .ended("agent", agent, 3, CallOutcome.NO_ANSWER, null, null);
      probe.await(CallEnded.class, call);

      // When
      permission(admin, Map.of("callsPerMonth", 1, "monthlyCalls", "warn"));
      AlertRaised alert =
          probe
              .await(
                  "the alert of " + tenant,
                  record ->
                      record.is(AlertRaised.class)
                          && record.data(AlertRaised.class).subject().equals(tenant))
              .data(AlertRaised.class);
      boolean warned = ask(api, Connections.NUMBER).<Boolean>path("allowed");
      permission(admin, Map.of("monthlyCalls", "block"));

      // Then
      assertThat(alert.title()).isEqualTo("Chamadas do mês perto do limite da Anatel");
      assertThat(warned).as("it is told of before it is braked").isTrue();
      Response denied = ask(api, Connections.NUMBER);
      assertThat(denied.<String>path("rules.find { it.outcome == 'denied' }.rule"))
          .isEqualTo("monthly-calls");
      assertThat(denied.<String>path("rules.find { it.outcome == 'denied' }.evidence"))
          .contains("of 1 calls this month");
      Response click = api.dial(Map.of("to", LEAD, "carrier", carrier), null);
      assertThat(click.statusCode()).isEqualTo(403);
      assertThat(click.<String>path("rule")).isEqualTo("monthly-calls");
      assertThat(ask(CallApi.as(stranger), Connections.NUMBER).<Boolean>path("allowed")).isTrue();
    } finally {
      permission(admin, Map.of("callsPerMonth", 0, "monthlyCalls", "warn"));
      await().atMost(Duration.ofSeconds(30)).until(() -> warnings(tenant) == 0);
    }
  }

  private static long warnings(String tenant) {
    return Postgres.database("calls")
        .count("volume_warnings where tenant = ? and rule = 'monthly-calls'", tenant);
  }

  private static void permission(String admin, Map<String, ?> changed) {
    CallApi.as(admin)
        .request()
        .body(changed)
        .put("/api/settings/permission")
        .then()
        .statusCode(200);
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
    permission(admin, Map.of("shortCallsPerDay", shortCalls));
  }
}
