package dev.ramal.calls.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.Caller;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.calls.fixtures.Talking;
import dev.ramal.calls.lifecycle.CallerJobs;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.Direction;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallAnswered;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
class InboundRoutingTest extends CallersArrive {
  @ParameterizedTest
  @CsvSource({"aurora", "boreal"})
  @DisplayName("CALL-291 a caller is put through to the agent of the number; Telnyx is told")
  void shouldRingTheAgentOfTheNumberAtTelnyx(TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(organization);
      number(Connections.NUMBER);

      // When
      Caller caller = Caller.at(probe, tenant, Carrier.TELNYX, telnyx, CALLER).isKnown();
      String call = caller.call();
      String leg = person.awaitLeg(call, "agent");
      caller.answered(1);
      Simulator.advance(5);
      Phones phones = new Phones(probe, tenant, Carrier.TELNYX, call, Instant.now());
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
      assertThat(person.status(call)).isEqualTo("in-progress");
      hiddenFromOthers(caller);
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

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-377 the agent's number comes before the campaign's, that before the pool's")
  void shouldRingTheAgentToWhomTheNumberIsAssigned(Carrier carrier, TenantId organization) {
    goTo(organization);
    String connection = connection(carrier);
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      assign(connection, Map.of("kind", "agent", "id", agent));

      // When
      Caller caller = arrives(probe, carrier, CALLER);
      String rung = person.awaitLeg(caller.call(), "agent");

      // Then
      caller.hungUp(9, null);
      phones(probe, carrier, caller).ended("agent", rung, 10, CallOutcome.CANCELED, null, null);
      assertThat(probe.await(CallEnded.class, caller.call()).agentId()).isEqualTo(agent);
    } finally {
      assign(connection, Map.of("kind", "pool"));
    }
  }

  private void assign(String connection, Map<String, ?> to) {
    String number =
        admin
            .request()
            .get("/api/numbers?state=active&connectionId=" + connection)
            .path("items.find { it.number == '" + Connections.NUMBER + "' }.id");
    admin
        .request()
        .body(Map.of("assignedTo", to))
        .patch("/api/numbers/" + number)
        .then()
        .statusCode(200);
  }

  @ParameterizedTest
  @CsvSource({"aurora", "boreal"})
  @DisplayName("CALL-292 a caller is put through to the agent of the number; Twilio asks")
  void shouldRingTheAgentOfTheNumberAtTwilio(TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(organization);
      number(Connections.NUMBER);

      // When
      Caller caller = Caller.at(probe, tenant, Carrier.TWILIO, twilio, CALLER).isKnown();
      String call = caller.call();
      String welcome = asks("inbound", caller, null);
      String leg = person.awaitLeg(call, "agent");
      String joining =
          ask("agent-answered", tenant.value(), leg, call, twilio).jsonPath().getString("body");
      person.awaitStatus(call, "in-progress");
      Phones phones = new Phones(probe, tenant, Carrier.TWILIO, call, Instant.now());
      phones.initiated("agent", leg, 2).answered("agent", leg, 4);

      // Then
      assertThat(welcome)
          .contains(Prompt.PLEASE_HOLD.words(), "call-" + call, "waitUrl=", "lead-waiting");
      assertThat(joining).contains("call-" + call).doesNotContain("waitUrl");
      person.awaitStatus(call, "in-progress");
      assertThat(asks("lead-waiting", caller, call)).contains("<Say", "hold-music.wav</Play>");
      person.request().post("/api/calls/" + call + "/hold").then().statusCode(202);
      hiddenFromOthers(caller);
      phones.ended("agent", leg, 41, CallOutcome.COMPLETED, 37, null);
      caller.hungUp(42, 41);
      CallEnded ended = probe.await(CallEnded.class, call);
      assertThat(ended.outcome()).isEqualTo(CallOutcome.COMPLETED);
      assertThat(ended.agentId()).isEqualTo(agent);
    }
  }

  @ParameterizedTest
  @CsvSource({"telnyx, aurora", "twilio, boreal"})
  @DisplayName("CALL-586 a caller whose agent handed over to nobody waits in the queue again")
  void shouldTakeBackWhomNobodyTookOver(Carrier carrier, TenantId organization) {
    String taker = "taker-" + UUID.randomUUID();
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(organization);
      number(Connections.NUMBER);
      Caller caller = stays(probe, carrier, CALLER);
      String call = caller.call();
      String leg = person.awaitLeg(call, "agent");
      Phones phones = phones(probe, carrier, caller);
      Talking talk = Talking.withCaller(carrier, person, phones, caller, leg);
      List<String> music = commands("playback_start", caller);
      change(Map.of("mobile", "+5511987650289"));
      talk.transfers(Map.of("to", MOBILE)).then().statusCode(202);
      person.awaitStatus(call, "held");
      String target = person.awaitLeg(call, "agent-2");

      // When
      talk.agentGoes();
      phones
          .ended("agent", leg, 41, CallOutcome.COMPLETED, talked(carrier, 37), null)
          .ended("agent-2", target, 60, CallOutcome.NO_ANSWER, null, null);

      // Then
      await().until(() -> waiting(caller) == 1);
      leftBehind(caller, CallerJobs.WAIT_OVER, 0);
      assertThat(waiting(caller)).as("the end of the first wait is not that of this one").isOne();
      assertThat(person.call(call).<String>path("agentId")).as("who left is free").isNull();
      assertThat(talk.isUp(caller.handle)).as("the conference outlives the agent").isTrue();
      if (carrier.equals(Carrier.TELNYX)) {
        await().until(() -> places(caller) > 1);
      }
      assertThat(commands("playback_start", caller))
          .as("no music of its own: whoever comes would have to talk over it")
          .isEqualTo(music);
      assertThat(redirections(caller)).as("who asks hears the music of the hold").isEmpty();
      assertThat(
              DATABASE.count(
                  "jobs where kind = 'HOLD_ON' and send_before is null and subject = ?", call))
          .as("nobody who comes waits for words")
          .isZero();
      assertThat(person.call(call).jsonPath().getList("legs.leg"))
          .as("who left is not followed to the mobile")
          .doesNotContain("agent-3");
      assertThat(talk.commands("resume")).isZero();
      assertThat(hangUps(carrier, caller)).isEmpty();
      enter(taker);
      String next = talk.picksUp("agent-3", 74);
      await().until(() -> talk.commands("resume") == 1);
      person.awaitStatus(call, "in-progress");
      assertThat(talk.isUp(next)).isTrue();
      phones.ended("agent-3", next, 90, CallOutcome.COMPLETED, talked(carrier, 16), null);
      caller.hungUp(91, talked(carrier, 90));
      CallEnded ended = probe.await(CallEnded.class, call);
      assertThat(ended.agentId()).isEqualTo(taker);
      assertThat(ended.outcome()).isEqualTo(CallOutcome.COMPLETED);
    } finally {
      DATABASE.execute("update agents set status = 'OFFLINE' where user_id = ?", taker);
    }
  }

  /** A caller who is told to ask what comes next. */
  private static List<String> redirections(Caller caller) {
    return Simulator.posts("twilio", "/Calls/" + caller.handle, "lead-next");
  }

  private static List<String> hangUps(Carrier carrier, Caller caller) {
    return carrier.equals(Carrier.TELNYX)
        ? commands("hangup", caller)
        : Simulator.posts("twilio", "/Calls/" + caller.handle, "Status=");
  }

  private static long places(Caller caller) {
    return commands("speak", caller).stream().filter(post -> post.contains("da fila")).count();
  }

  /** Which of those went to the carrier for the caller, in their order. */
  private static List<String> sent(Caller caller, String... paths) {
    return Simulator.posts("telnyx").stream()
        .filter(post -> post.contains(caller.handle))
        .flatMap(post -> Arrays.stream(paths).filter(post::contains))
        .toList();
  }
}
