package dev.ramal.calls.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.Caller;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.Direction;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallAnswered;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.Tokens;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class InboundRoutingTest {
  private static final String CALLER = "+5531987650291";

  private final CallApi carla = CallApi.as("carla");
  private final CallApi bruno = CallApi.as("bruno");
  private String telnyx;
  private String twilio;
  private String agent;

  @BeforeEach
  void takeCare() {
    twilio = Connections.twilio("carla");
    telnyx = Connections.telnyx("carla");
    agent = bruno.request().get("/api/agents/me").path("userId");
    settings(Map.of("enabled", true, "queue", true, "ringSeconds", 5, "voicemail", true));
    status("available");
  }

  @AfterEach
  void leaveThemAlone() {
    settings(Map.of("enabled", false));
    status("offline");
    number(null);
  }

  @Test
  @DisplayName("CALL-291 a caller is put through to the agent of the number; Telnyx is told")
  void shouldRingTheAgentOfTheNumberAtTelnyx() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      number(Connections.NUMBER);

      // When
      Caller caller = Caller.at(probe, Tenants.AURORA, Carrier.TELNYX, telnyx, CALLER).isKnown();
      String call = caller.call();
      String leg = bruno.awaitLeg(call, "agent");
      caller.answered(1);
      Simulator.advance(5);
      Phones phones = new Phones(probe, Tenants.AURORA, Carrier.TELNYX, call, Instant.now());
      phones.initiated("agent", leg, 2).answered("agent", leg, 4);

      // Then
      await()
          .untilAsserted(
              () -> {
                assertThat(Simulator.posts("telnyx", "/actions/answer", "")).isNotEmpty();
                assertThat(Simulator.posts("telnyx", "/conferences", leg)).hasSize(1);
                assertThat(Simulator.posts("telnyx", "/actions/join", caller.handle)).hasSize(1);
              });
      assertThat(bruno.status(call)).isEqualTo("in-progress");
      phones.ended("agent", leg, 41, CallOutcome.COMPLETED, 37, null);
      caller.hungUp(42, null);
      CallEnded ended = probe.await(CallEnded.class, call);
      assertThat(ended.direction()).isEqualTo(Direction.INBOUND);
      assertThat(ended.outcome()).isEqualTo(CallOutcome.COMPLETED);
      assertThat(ended.agentId()).isEqualTo(agent);
      assertThat(ended.from()).isEqualTo(CALLER);
      assertThat(ended.legs()).hasSize(2);
      assertThat(probe.await(CallAnswered.class, call).answeredBy()).isNull();
    }
  }

  @Test
  @DisplayName("CALL-292 a caller is put through to the agent of the number; Twilio asks")
  void shouldRingTheAgentOfTheNumberAtTwilio() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      number(Connections.NUMBER);

      // When
      Caller caller = Caller.at(probe, Tenants.AURORA, Carrier.TWILIO, twilio, CALLER).isKnown();
      String call = caller.call();
      String welcome = asks("incoming", caller, null);
      String leg = bruno.awaitLeg(call, "agent");
      String joining = asks("agent-answered", caller, call);
      Phones phones = new Phones(probe, Tenants.AURORA, Carrier.TWILIO, call, Instant.now());
      phones.initiated("agent", leg, 2).answered("agent", leg, 4);

      // Then
      assertThat(welcome)
          .contains(Prompt.PLEASE_HOLD.words(), "call-" + call, "waitUrl=", "lead-waiting");
      assertThat(joining).contains("call-" + call).doesNotContain("waitUrl");
      bruno.awaitStatus(call, "in-progress");
      assertThat(asks("lead-waiting", caller, call)).contains("<Say", "<Pause");
      phones.ended("agent", leg, 41, CallOutcome.COMPLETED, 37, null);
      caller.hungUp(42, 41);
      CallEnded ended = probe.await(CallEnded.class, call);
      assertThat(ended.outcome()).isEqualTo(CallOutcome.COMPLETED);
      assertThat(ended.agentId()).isEqualTo(agent);
    }
  }

  @Test
  @DisplayName("CALL-293 an organization that takes care of nobody has callers told so")
  void shouldTellCallersOfOthersThatNobodyComes() {
    // When
    Response answer = ask("incoming", "boreal", "CA" + System.nanoTime(), null, "c");

    // Then
    answer.then().statusCode(200);
    assertThat(answer.jsonPath().getString("body")).contains(Prompt.CALL_UNAVAILABLE.words());
    assertThat(answer.jsonPath().getBoolean("apology")).isTrue();
  }

  private String asks(String step, Caller caller, String call) {
    Response answer = ask(step, "aurora", caller.handle, call, twilio);
    answer.then().statusCode(200);
    return answer.jsonPath().getString("body");
  }

  private static Response ask(
      String step, String tenant, String handle, String call, String connection) {
    Map<String, Object> body = new HashMap<>();
    body.put("tenant", tenant);
    body.put("connectionId", connection);
    body.put("carrier", "twilio");
    body.put("callId", call);
    body.put("carrierCallId", handle);
    body.put("params", Map.of());
    return given()
        .auth()
        .oauth2(Tokens.service("webhook-gateway"))
        .contentType("application/json")
        .body(body)
        .post("/internal/voice/" + step);
  }

  private void settings(Map<String, ?> changed) {
    carla.request().body(changed).put("/api/settings/inbound").then().statusCode(200);
  }

  private void status(String chosen) {
    bruno
        .request()
        .body(Map.of("status", chosen))
        .put("/api/agents/me/status")
        .then()
        .statusCode(200);
  }

  private void number(String ours) {
    Map<String, Object> change = new HashMap<>();
    change.put("number", ours == null ? "" : ours);
    carla.request().body(change).patch("/api/agents/" + agent).then().statusCode(200);
  }
}
