package dev.ramal.calls.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.ReleasingParty;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class HangUpTest {
  private final CallApi ana = CallApi.as("ana");
  private final Postgres calls = Postgres.database("calls");

  @Test
  @DisplayName("CALL-20 hanging up ends both legs; an ended call is success")
  void shouldEndBothLegsAndSucceedOnAnEndedCall() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      Connections.twilio("carla");
      String id = ana.dials(Map.of("to", "+5511987650020", "carrier", "twilio"));
      Phones phones = new Phones(probe, Tenants.AURORA, Carrier.TWILIO, id, Instant.now());
      String agent = ana.awaitLeg(id, "agent");
      phones.answered("agent", agent, 2);
      String lead = ana.awaitLeg(id, "lead");
      phones.answered("lead", lead, 8);
      ana.awaitStatus(id, "in-progress");

      // When
      ana.request().post("/api/calls/" + id + "/hangup").then().statusCode(200);
      ana.request().post("/api/calls/" + id + "/hangup").then().statusCode(200);

      // Then
      await()
          .untilAsserted(
              () -> {
                assertThat(Simulator.posts("twilio", "/Calls/" + agent, "Status")).hasSize(1);
                assertThat(Simulator.posts("twilio", "/Calls/" + lead, "Status")).hasSize(1);
              });
      phones
          .ended("lead", lead, 20, CallOutcome.COMPLETED, 12, null)
          .ended("agent", agent, 20, CallOutcome.COMPLETED, 18, null);
      assertThat(probe.await(CallEnded.class, id).hungUpBy()).isEqualTo(ReleasingParty.AGENT);
      ana.request().post("/api/calls/" + id + "/hangup").then().statusCode(200);
      assertThat(Simulator.posts("twilio", "/Calls/" + agent, "Status")).hasSize(1);
    }
  }

  @Test
  @DisplayName("CALL-83 a leg that outlives its hang-up is hung up again")
  void shouldHangUpAgainWhatTheCarrierRefusedToEnd() {
    // Given
    Connections.twilio("carla");
    String id = ana.dials(Map.of("to", "+5511987650063", "carrier", "twilio"));
    String agent = ana.awaitLeg(id, "agent");
    Simulator.fault("status", "twilio", "/Calls/" + agent, 1, Map.of("status", 400));
    ana.request().post("/api/calls/" + id + "/hangup").then().statusCode(200);
    await().until(() -> "REFUSED".equals(hangUp(id)));

    // When
    ana.request().post("/api/calls/" + id + "/hangup").then().statusCode(200);
    Object soon = hangUp(id);
    Object first = hangUpId(id);
    calls.execute(
        "update jobs set finished_at = finished_at - interval '1 minute' where subject = ?", id);
    ana.request().post("/api/calls/" + id + "/hangup").then().statusCode(200);

    // Then
    await().until(() -> "DONE".equals(hangUp(id)));
    assertThat(soon).isEqualTo("REFUSED");
    assertThat(hangUpId(id)).as("a carrier ignores an id it has seen").isNotEqualTo(first);
    assertThat(Simulator.posts("twilio", "/Calls/" + agent, "Status")).hasSize(2);
  }

  @Test
  @DisplayName("CALL-211 a call that was hung up ends, although nobody tells")
  void shouldAskWhetherWhatWasHungUpIsOver() {
    // Given
    Connections.twilio("carla");
    String id = ana.dials(Map.of("to", "+5511987650211", "carrier", "twilio"));
    ana.awaitLeg(id, "agent");

    // When
    ana.request().post("/api/calls/" + id + "/hangup").then().statusCode(200);

    // Then
    String questions = "jobs where queue = 'stale-calls' and subject = ?";
    await().until(() -> calls.count(questions + " and due_at > now()", id) == 1);
    assertThat(ana.status(id)).isEqualTo("dialing");
    calls.execute("update jobs set due_at = now() where queue = 'stale-calls' and subject = ?", id);
    ana.awaitStatus(id, "canceled");
    await().until(() -> calls.count(questions, id) == 0);
  }

  private Object hangUpId(String call) {
    return lastHangUp("id", call);
  }

  private Object hangUp(String call) {
    return lastHangUp("state", call);
  }

  private Object lastHangUp(String column, String call) {
    return calls.value(
        "select "
            + column
            + " from jobs where subject = ? and kind = 'HANG_UP' order by seq desc limit 1",
        call);
  }

  @Test
  @DisplayName("CALL-33 a colleague of sales may not hang up my call, a manager may")
  void shouldLetOnlyMeAndManagersHangUp() {
    // Given
    Connections.twilio("carla");
    String id = ana.dials(Map.of("to", "+5511987650020", "carrier", "twilio"));

    // When
    int byGil =
        CallApi.as("gil", "aurora").request().post("/api/calls/" + id + "/hangup").statusCode();
    int byVera = CallApi.as("vera").request().post("/api/calls/" + id + "/hangup").statusCode();
    int byBruno = CallApi.as("bruno").request().post("/api/calls/" + id + "/hangup").statusCode();

    // Then
    assertThat(byGil).isEqualTo(404);
    assertThat(byVera).isEqualTo(403);
    assertThat(byBruno).isEqualTo(200);
  }
}
