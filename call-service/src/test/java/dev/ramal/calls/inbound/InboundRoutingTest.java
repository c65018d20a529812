package dev.ramal.calls.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class InboundRoutingTest extends CallersArrive {
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
      assertThat(sent(caller, "/actions/playback_stop", "/actions/join"))
          .as("nobody talks over music")
          .containsExactly("/actions/playback_stop", "/actions/join");
      assertThat(bruno.status(call)).isEqualTo("in-progress");
      assertThat(asked(caller)).isZero();
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
  @DisplayName("CALL-377 the agent's number comes before the campaign's, that before the pool's")
  void shouldRingTheAgentToWhomTheNumberIsAssigned() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      assign(Map.of("kind", "agent", "id", agent));

      // When
      Caller caller = Caller.at(probe, Tenants.AURORA, Carrier.TWILIO, twilio, CALLER).isKnown();
      String rung = bruno.awaitLeg(caller.call(), "agent");

      // Then
      caller.hungUp(9, null);
      new Phones(probe, Tenants.AURORA, Carrier.TWILIO, caller.call(), Instant.now())
          .ended("agent", rung, 10, CallOutcome.CANCELED, null, null);
      assertThat(probe.await(CallEnded.class, caller.call()).agentId()).isEqualTo(agent);
    } finally {
      assign(Map.of("kind", "pool"));
    }
  }

  private void assign(Map<String, ?> to) {
    String number =
        carla
            .request()
            .get("/api/numbers?state=active&connectionId=" + twilio)
            .path("items.find { it.number == '" + Connections.NUMBER + "' }.id");
    carla
        .request()
        .body(Map.of("assignedTo", to))
        .patch("/api/numbers/" + number)
        .then()
        .statusCode(200);
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
      String welcome = asks("inbound", caller, null);
      String leg = bruno.awaitLeg(call, "agent");
      String joining =
          ask("agent-answered", "aurora", leg, call, twilio).jsonPath().getString("body");
      bruno.awaitStatus(call, "in-progress");
      Phones phones = new Phones(probe, Tenants.AURORA, Carrier.TWILIO, call, Instant.now());
      phones.initiated("agent", leg, 2).answered("agent", leg, 4);

      // Then
      assertThat(welcome)
          .contains(Prompt.PLEASE_HOLD.words(), "call-" + call, "waitUrl=", "lead-waiting");
      assertThat(joining).contains("call-" + call).doesNotContain("waitUrl");
      bruno.awaitStatus(call, "in-progress");
      assertThat(asks("lead-waiting", caller, call)).contains("<Say", "hold-music.wav</Play>");
      bruno.request().post("/api/calls/" + call + "/hold").then().statusCode(202);
      phones.ended("agent", leg, 41, CallOutcome.COMPLETED, 37, null);
      caller.hungUp(42, 41);
      CallEnded ended = probe.await(CallEnded.class, call);
      assertThat(ended.outcome()).isEqualTo(CallOutcome.COMPLETED);
      assertThat(ended.agentId()).isEqualTo(agent);
    }
  }

  @Test
  @DisplayName("CALL-586 a caller whose agent handed over to nobody waits in the queue again")
  void shouldTakeBackWhomNobodyTookOver() {
    String taker = "taker-" + UUID.randomUUID();
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      number(Connections.NUMBER);
      Caller caller = Caller.at(probe, Tenants.AURORA, Carrier.TELNYX, telnyx, CALLER).isKnown();
      String call = caller.call();
      String leg = bruno.awaitLeg(call, "agent");
      caller.answered(1);
      Simulator.advance(5);
      Phones phones = new Phones(probe, Tenants.AURORA, Carrier.TELNYX, call, Instant.now());
      phones.initiated("agent", leg, 2).answered("agent", leg, 4);
      await().until(() -> !Simulator.posts("telnyx", "/actions/join", caller.handle).isEmpty());
      List<String> music = commands("playback_start", caller);
      change(Map.of("mobile", "+5511987650289"));
      bruno
          .request()
          .body(Map.of("to", MOBILE))
          .post("/api/calls/" + call + "/transfer")
          .then()
          .statusCode(202);
      bruno.awaitStatus(call, "held");
      String target = bruno.awaitLeg(call, "agent-2");

      // When
      phones
          .ended("agent", leg, 41, CallOutcome.COMPLETED, null, null)
          .ended("agent-2", target, 60, CallOutcome.NO_ANSWER, null, null);

      // Then
      await().until(() -> waiting(caller) == 1);
      assertThat(bruno.call(call).<String>path("agentId")).as("who left is free").isNull();
      await().until(() -> places(caller) > 1);
      assertThat(commands("playback_start", caller))
          .as("no music of its own: whoever comes would have to talk over it")
          .isEqualTo(music);
      assertThat(
              DATABASE.count(
                  "jobs where kind = 'HOLD_ON' and send_before is null and subject = ?", call))
          .as("nobody who comes waits for words")
          .isZero();
      assertThat(bruno.call(call).jsonPath().getList("legs.leg"))
          .as("who left is not followed to the mobile")
          .doesNotContain("agent-3");
      assertThat(Simulator.posts("telnyx", "/actions/unhold", caller.handle)).isEmpty();
      assertThat(commands("hangup", caller)).isEmpty();
      enter(taker);
      String next = bruno.awaitLeg(call, "agent-3");
      Simulator.advance(5);
      phones.initiated("agent-3", next, 70).answered("agent-3", next, 74);
      await().until(() -> !Simulator.posts("telnyx", "/actions/unhold", caller.handle).isEmpty());
      bruno.awaitStatus(call, "in-progress");
      phones.ended("agent-3", next, 90, CallOutcome.COMPLETED, null, null);
      caller.hungUp(91, null);
      CallEnded ended = probe.await(CallEnded.class, call);
      assertThat(ended.agentId()).isEqualTo(taker);
      assertThat(ended.outcome()).isEqualTo(CallOutcome.COMPLETED);
    } finally {
      DATABASE.execute("update agents set status = 'OFFLINE' where user_id = ?", taker);
    }
  }

  private static long places(Caller caller) {
    return commands("speak", caller).stream().filter(post -> post.contains("da fila")).count();
  }

  private void enter(String other) {
    carla
        .request()
        .body(Map.of("userId", other, "endpoint", "phone", "phone", "+5511987650288"))
        .post("/api/agents")
        .then()
        .statusCode(201);
    carla
        .request()
        .body(Map.of("status", "available"))
        .put("/api/agents/" + other + "/status")
        .then()
        .statusCode(200);
  }

  /** Which of those went to the carrier for the caller, in their order. */
  private static List<String> sent(Caller caller, String... paths) {
    return Simulator.posts("telnyx").stream()
        .filter(post -> post.contains(caller.handle))
        .flatMap(post -> Arrays.stream(paths).filter(post::contains))
        .toList();
  }
}
