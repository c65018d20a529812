package dev.ramal.calls.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.Caller;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.CallMissed;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class ServiceLevelTest extends CallersArrive {
  /** As a person would ask Postgres. */
  private static final String COUNTED =
      """
      select count(*) || ' ' || count(answered_at) || ' '
        || count(*) filter (where extract(epoch from answered_at - requested_at) < ? + 0.5)
      from calls c where tenant = ? and direction = 'INBOUND'
        and date_trunc('minute', coalesce(answered_at, ended_at)) >= cast(? as timestamptz)
        and exists (select 1 from call_facts f where f.tenant = c.tenant and f.call_id = c.id
          and f.kind in ('Offered', 'Routed'))
        and (answered_at is not null or not exists (select 1 from call_facts f
          where f.tenant = c.tenant and f.call_id = c.id and f.kind = 'Routed'
            and f.data::text ~ '"(closed|holiday)"'))
      """;

  @Test
  @DisplayName("CALL-531 the service level is that of the calls, to the unit, of both carriers")
  void shouldTellTheServiceLevelOfTheCalls() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      settings(Map.of("serviceLevelSeconds", 20, "serviceLevelPercent", 80));
      Caller served = Caller.at(probe, Tenants.AURORA, Carrier.TWILIO, twilio, CALLER).isKnown();
      String leg = bruno.awaitLeg(served.call(), "agent");
      Phones phones =
          new Phones(probe, Tenants.AURORA, Carrier.TWILIO, served.call(), Instant.now());
      phones.initiated("agent", leg, 2).answered("agent", leg, 7);
      bruno.awaitStatus(served.call(), "in-progress");
      status("offline");
      Caller lost =
          Caller.at(probe, Tenants.AURORA, Carrier.TELNYX, telnyx, OTHER_CALLER).isKnown();

      // When
      lost.answered(1).hungUp(31, null);
      probe.await(CallMissed.class, lost.call());

      // Then
      await().untilAsserted(() -> assertThat(told(carla, 20)).isEqualTo(counted(carla, "aurora")));
      Response team = carla.request().get("/api/insight/team");
      assertThat(team.<Integer>path("serviceLevel.answeredInTime")).isPositive();
      assertThat(team.<Integer>path("serviceLevel.callers"))
          .isGreaterThan(team.path("serviceLevel.answered"));
      assertThat(team.<Float>path("serviceLevel.share")).isBetween(0f, 1f);
      assertThat(team.<Float>path("serviceLevel.goal")).isEqualTo(0.8f);
      settings(Map.of("serviceLevelSeconds", 2));
      await().untilAsserted(() -> assertThat(told(carla, 2)).isEqualTo(counted(carla, "aurora")));
      phones.ended("agent", leg, 41, CallOutcome.COMPLETED, 34, null);
      served.hungUp(42, 42);
      probe.await(CallEnded.class, served.call());
      await().untilAsserted(() -> assertThat(told(carla, 2)).isEqualTo(counted(carla, "aurora")));
      CallApi bia = CallApi.as("bia");
      await().untilAsserted(() -> assertThat(told(bia, 20)).isEqualTo(counted(bia, "boreal")));
    }
  }

  private static String told(CallApi admin, int within) {
    Response team = admin.request().get("/api/insight/team");
    assertThat(team.<Integer>path("serviceLevel.withinSeconds")).isEqualTo(within);
    return team.path("serviceLevel.callers")
        + " "
        + team.path("serviceLevel.answered")
        + " "
        + team.path("serviceLevel.answeredInTime");
  }

  private static String counted(CallApi admin, String tenant) {
    Response team = admin.request().get("/api/insight/team");
    return (String)
        DATABASE.value(
            COUNTED,
            team.<Integer>path("serviceLevel.withinSeconds"),
            tenant,
            team.path("serviceLevel.since"));
  }
}
