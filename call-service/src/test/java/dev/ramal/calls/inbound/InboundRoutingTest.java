package dev.ramal.calls.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

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
import dev.ramal.events.calls.CallMissed;
import dev.ramal.events.calls.VoicemailLeft;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.Tokens;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class InboundRoutingTest {
  private static final String CALLER = "+5531987650291";
  private static final String OTHER_CALLER = "+5531987650301";
  private static final String MOBILE = "+5511988880291";
  private static final String ROUNDS = "tenant = 'aurora' and queue = 'inbound' and kind = 'SERVE'";
  private static final Postgres DATABASE = Postgres.database("calls");

  @Inject ServeQueue queue;
  @Inject SqlTransactions transactions;

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
    nobodyElseIsThere();
    settings(Map.of("enabled", true, "queue", true, "ringSeconds", 5, "voicemail", true));
    status("available");
  }

  /** Other tests leave agents who are available, and calls that are under way. */
  private void nobodyElseIsThere() {
    DATABASE.execute(
        "update agents set status = case when status is null then null else 'OFFLINE' end,"
            + " number = null where tenant = 'aurora'");
    DATABASE.execute(
        "update calls set status = 'CANCELED' where tenant = 'aurora' and agent_id = ?"
            + " and status in ('REQUESTED', 'DIALING', 'DIALING_UNKNOWN', 'RINGING',"
            + " 'IN_PROGRESS', 'HELD')",
        agent);
    DATABASE.execute("delete from waiting_callers where tenant = 'aurora'");
  }

  @AfterEach
  void leaveThemAlone() {
    settings(Map.of("enabled", false, "businessHours", false));
    status("offline");
    number(null);
    change(Map.of("mobile", ""));
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
      bruno.awaitLeg(caller.call(), "agent");

      // Then
      caller.hungUp(9, null);
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
      assertThat(asks("lead-waiting", caller, call)).contains("<Say", "<Pause");
      bruno.request().post("/api/calls/" + call + "/hold").then().statusCode(202);
      phones.ended("agent", leg, 41, CallOutcome.COMPLETED, 37, null);
      caller.hungUp(42, 41);
      CallEnded ended = probe.await(CallEnded.class, call);
      assertThat(ended.outcome()).isEqualTo(CallOutcome.COMPLETED);
      assertThat(ended.agentId()).isEqualTo(agent);
    }
  }

  @Test
  @DisplayName("CALL-300 an agent who does not pick up is followed to the mobile, then it goes on")
  void shouldFollowTheAgentAndGoOn() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      number(Connections.NUMBER);
      change(Map.of("mobile", MOBILE));
      settings(Map.of("queue", false));

      // When
      Caller caller = Caller.at(probe, Tenants.AURORA, Carrier.TELNYX, telnyx, CALLER).isKnown();
      String call = caller.call();
      Phones phones = new Phones(probe, Tenants.AURORA, Carrier.TELNYX, call, Instant.now());
      String first = bruno.awaitLeg(call, "agent");
      caller.answered(1);
      phones
          .initiated("agent", first, 2)
          .ended("agent", first, 7, CallOutcome.NO_ANSWER, null, null);
      String second = bruno.awaitLeg(call, "agent-2");
      phones
          .initiated("agent-2", second, 8)
          .ended("agent-2", second, 13, CallOutcome.BUSY, null, null);

      // Then
      await().untilAsserted(() -> assertThat(said(caller)).contains("greet"));
      assertThat(Simulator.posts("telnyx", "/calls", MOBILE)).isNotEmpty();
      caller.heard(20, "greet");
      await()
          .untilAsserted(
              () ->
                  assertThat(commands("record_start", caller))
                      .anyMatch(post -> post.contains("\"max_length\":120")));
      caller.recorded(31, "rec-" + call);
      VoicemailLeft message = probe.await(VoicemailLeft.class, call);
      assertThat(message.recordingId()).isEqualTo("rec-" + call);
      await().untilAsserted(() -> assertThat(commands("hangup", caller)).isNotEmpty());
      assertThat(asked(caller)).isZero();
      Object idleSince = idleSince();
      caller.hungUp(32, null);
      CallMissed missed = probe.await(CallMissed.class, call);
      assertThat(missed.cause()).isEqualTo("voicemail");
      assertThat(missed.agentId()).isEqualTo(agent);
      assertThat(missed.waitedSeconds()).isEqualTo(32);
      assertThat(probe.await(CallEnded.class, call).legs()).hasSize(3);
      assertThat(idleSince()).as("a call that was missed takes no place").isEqualTo(idleSince);
      assertThat(DATABASE.count("recordings where call_id = ?", call)).isEqualTo(1);
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

  @Test
  @DisplayName("CALL-301 callers wait in their order for whoever is idle")
  void shouldServeTheQueueInItsOrder() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      status("offline");
      Caller first = Caller.at(probe, Tenants.AURORA, Carrier.TWILIO, twilio, CALLER).isKnown();
      await().until(() -> waiting(first) == 1);
      Caller second =
          Caller.at(probe, Tenants.AURORA, Carrier.TWILIO, twilio, OTHER_CALLER).isKnown();
      await().until(() -> waiting(second) == 1);
      assertThat(asks("lead-waiting", second, second.call())).contains("número 2 da fila");

      // When
      status("available");

      // Then
      String leg = bruno.awaitLeg(first.call(), "agent");
      assertThat(bruno.call(second.call()).jsonPath().getList("legs.leg")).doesNotContain("agent");
      assertThat(bruno.call(first.call()).<String>path("agentId")).isEqualTo(agent);
      Phones phones =
          new Phones(probe, Tenants.AURORA, Carrier.TWILIO, first.call(), Instant.now());
      phones.initiated("agent", leg, 2);
      bruno.request().post("/api/calls/" + first.call() + "/hangup").then().statusCode(200);
      phones.ended("agent", leg, 3, CallOutcome.BUSY, null, null);
      String next = bruno.awaitLeg(second.call(), "agent");
      assertThat(waiting(first)).isEqualTo(1);
      new Phones(probe, Tenants.AURORA, Carrier.TWILIO, second.call(), Instant.now())
          .initiated("agent", next, 4)
          .answered("agent", next, 5);
      await().until(() -> DATABASE.count("waiting_callers where call_id = ?", second.call()) == 0);
      first.hungUp(20, 20);
      await().until(() -> waiting(first) == 0);
      assertThat(probe.await(CallMissed.class, first.call()).cause()).isEqualTo("abandoned");
      second.hungUp(21, 21);
      new Phones(probe, Tenants.AURORA, Carrier.TWILIO, second.call(), Instant.now())
          .ended("agent", next, 21, CallOutcome.COMPLETED, 16, null);
      assertThat(probe.await(CallEnded.class, second.call()).agentId()).isEqualTo(agent);
    }
  }

  @Test
  @DisplayName("CALL-590 who gets free is given the next caller at once, not in the next round")
  void shouldServeTheQueueWhenAnAgentGetsFree() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      status("offline");
      Caller first = Caller.at(probe, Tenants.AURORA, Carrier.TWILIO, twilio, CALLER).isKnown();
      await().until(() -> waiting(first) == 1);
      Caller second =
          Caller.at(probe, Tenants.AURORA, Carrier.TWILIO, twilio, OTHER_CALLER).isKnown();
      await().until(() -> waiting(second) == 1);
      stopTheRounds();

      // When
      status("available");
      String leg = bruno.awaitLeg(first.call(), "agent");
      Phones phones =
          new Phones(probe, Tenants.AURORA, Carrier.TWILIO, first.call(), Instant.now());
      phones.initiated("agent", leg, 2).answered("agent", leg, 3);
      await().until(() -> bruno.status(first.call()).equals("in-progress"));
      stopTheRounds();
      first.hungUp(9, 9);
      phones.ended("agent", leg, 9, CallOutcome.COMPLETED, 6, null);

      // Then
      String next = bruno.awaitLeg(second.call(), "agent");
      second.hungUp(20, 20);
      new Phones(probe, Tenants.AURORA, Carrier.TWILIO, second.call(), Instant.now())
          .initiated("agent", next, 10)
          .ended("agent", next, 20, CallOutcome.CANCELED, null, null);
      probe.await(CallMissed.class, second.call());
    } finally {
      DATABASE.execute(
          "delete from jobs where " + ROUNDS + " and due_at > now() + interval '30 minutes'");
    }
  }

  /** Until it is asked for, the queue is looked at no more. */
  private static void stopTheRounds() {
    await()
        .until(
            () -> {
              DATABASE.execute(
                  "update jobs set due_at = now() + interval '1 hour' where state = 'WAITING' and "
                      + ROUNDS);
              return DATABASE.count(
                      "jobs where due_at < now() + interval '30 minutes' and " + ROUNDS)
                  == 0;
            });
  }

  @Test
  @DisplayName("CALL-309 a carrier that must be told says the place in the queue, again and again")
  void shouldTellThePlaceInTheQueue() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      status("offline");

      // When
      Caller caller = Caller.at(probe, Tenants.AURORA, Carrier.TELNYX, telnyx, CALLER).isKnown();
      caller.answered(1);

      // Then
      await()
          .untilAsserted(
              () ->
                  assertThat(commands("speak", caller))
                      .hasSizeGreaterThan(2)
                      .anyMatch(post -> post.contains("número 1 da fila")));
      caller.hungUp(9, null);
      assertThat(probe.await(CallMissed.class, caller.call()).cause()).isEqualTo("abandoned");
      assertThat(asked(caller)).isZero();
    }
  }

  private Object idleSince() {
    return DATABASE.value("select status_since from agents where user_id = ?", agent);
  }

  /** Whether something was refused that a caller needs. */
  private static long asked(Caller caller) {
    return DATABASE.count("call_facts where kind = 'HangupAsked' and call_id = ?", caller.call());
  }

  @Test
  @DisplayName("CALL-302 who calls back reaches the agent who called last")
  void shouldReachTheAgentWhoCalledLast() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String lead = "+55119876" + (10_000 + System.nanoTime() % 80_000);
      String clicked = bruno.dials(Map.of("to", lead, "carrier", "twilio"));
      Phones click = new Phones(probe, Tenants.AURORA, Carrier.TWILIO, clicked, Instant.now());
      String own = bruno.awaitLeg(clicked, "agent");
      click.initiated("agent", own, 0).answered("agent", own, 1);
      String rung = bruno.awaitLeg(clicked, "lead");
      click
          .initiated("lead", rung, 2)
          .ended("lead", rung, 9, CallOutcome.NO_ANSWER, null, null)
          .ended("agent", own, 10, CallOutcome.COMPLETED, 9, null);
      bruno.awaitStatus(clicked, "no-answer");
      settings(Map.of("queue", false, "voicemail", false));

      // When
      Caller back = Caller.at(probe, Tenants.AURORA, Carrier.TWILIO, twilio, lead).isKnown();
      String call = back.call();

      // Then
      String leg = bruno.awaitLeg(call, "agent");
      assertThat(why(call)).isEqualTo("called-last");
      Phones phones = new Phones(probe, Tenants.AURORA, Carrier.TWILIO, call, Instant.now());
      phones.initiated("agent", leg, 2).ended("agent", leg, 7, CallOutcome.NO_ANSWER, null, null);
      await()
          .untilAsserted(
              () ->
                  assertThat(Simulator.posts("twilio", "/Calls/" + back.handle, "lead-next"))
                      .isNotEmpty());
      assertThat(asks("lead-next", back, call))
          .contains(Prompt.NOBODY_FREE.words(), "<Hangup")
          .doesNotContain("<Record");
      back.hungUp(12, 12);
      assertThat(probe.await(CallMissed.class, call).cause()).isEqualTo("no-agent");
    }
  }

  @Test
  @DisplayName("CALL-307 who calls outside business hours leaves a message and rings nobody")
  void shouldRingNobodyOutsideBusinessHours() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      number(Connections.NUMBER);
      settings(Map.of("businessHours", true, "hours", Map.of("timeZone", "America/Sao_Paulo")));

      // When
      Caller caller = Caller.at(probe, Tenants.AURORA, Carrier.TELNYX, telnyx, CALLER).isKnown();
      caller.answered(1);

      // Then
      await().untilAsserted(() -> assertThat(said(caller)).containsExactly("greet"));
      caller.hungUp(5, null);
      CallEnded ended = probe.await(CallEnded.class, caller.call());
      assertThat(ended.cause()).isEqualTo("voicemail");
      assertThat(ended.legs()).hasSize(1);
    }
  }

  @Test
  @DisplayName("CALL-308 rounds of a queue at the same time ring an agent once")
  void shouldRingAnAgentOnce() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      status("offline");
      List<Caller> callers = new ArrayList<>();
      for (int n = 0; n < 6; n++) {
        callers.add(Caller.at(probe, Tenants.AURORA, Carrier.TWILIO, twilio, "+553198765031" + n));
      }
      await().until(() -> callers.stream().allMatch(caller -> waiting(caller) == 1));

      // When
      status("available");
      roundsAtOnce();

      // Then
      await().until(() -> offers(callers) == 1);
      await().during(Duration.ofSeconds(1)).until(() -> offers(callers) == 1);
      callers.forEach(caller -> caller.hungUp(9, 9));
      await().until(() -> callers.stream().allMatch(caller -> waiting(caller) == 0));
    }
  }

  private void roundsAtOnce() {
    List<Uni<Void>> rounds = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      String round = "round-" + n;
      rounds.add(
          transactions.inTenant(
              Tenants.AURORA, sql -> queue.serve(sql, Tenants.AURORA, round).replaceWithVoid()));
    }
    Uni.join().all(rounds).andFailFast().await().indefinitely();
  }

  private static long offers(List<Caller> callers) {
    return callers.stream()
        .mapToLong(
            caller ->
                DATABASE.count("call_facts where kind = 'Offered' and call_id = ?", caller.call()))
        .sum();
  }

  @Test
  @DisplayName("CALL-303 the settings for callers are checked, kept per organization, an admin's")
  void shouldKeepTheSettings() {
    // When
    Response bad =
        carla
            .request()
            .body(Map.of("ringSeconds", 4, "waitSeconds", 4000))
            .put("/api/settings/inbound");

    // Then
    bad.then().statusCode(400).body("code", is("CALLS-0290"));
    assertThat(bad.jsonPath().getList("errors.field")).contains("ringSeconds", "waitSeconds");
    carla.request().body(Map.of()).put("/api/settings/inbound").then().statusCode(400);
    bruno
        .request()
        .body(Map.of("enabled", true))
        .put("/api/settings/inbound")
        .then()
        .statusCode(403);
    bruno.request().get("/api/settings/inbound").then().body("enabled", is(true));
    CallApi.as("bia").request().get("/api/settings/inbound").then().body("enabled", is(false));
  }

  @Test
  @DisplayName("CALL-457 a caller at a carrier that asks is recorded after the greeting's end")
  void shouldGreetBeforeItRecords() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      settings(Map.of("businessHours", true, "hours", Map.of("timeZone", "America/Sao_Paulo")));
      Caller caller = Caller.at(probe, Tenants.AURORA, Carrier.TWILIO, twilio, CALLER).isKnown();
      await()
          .untilAsserted(
              () ->
                  assertThat(Simulator.posts("twilio", "/Calls/" + caller.handle, "lead-next"))
                      .isNotEmpty());

      // When
      String greeting = asks("lead-next", caller, caller.call());
      String recording = asks("lead-greeted", caller, caller.call());

      // Then
      assertThat(greeting)
          .contains(Prompt.LEAVE_A_MESSAGE.words(), "lead-greeted")
          .doesNotContain("<Record");
      assertThat(recording).contains("<Record", "lead-message").doesNotContain("<Say");
      assertThat(asks("lead-greeted", caller, caller.call())).isEqualTo(recording);
      caller.hungUp(9, 9);
      assertThat(probe.await(CallMissed.class, caller.call()).cause()).isEqualTo("voicemail");
    }
  }

  @Test
  @DisplayName("CALL-455 a caller about whom nobody decides is sent away, not kept")
  void shouldKeepNobodyForEver() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      settings(Map.of("enabled", false));
      Instant longAgo = Instant.now().minusSeconds(60);
      Caller fresh = Caller.at(probe, Tenants.AURORA, Carrier.TWILIO, twilio, CALLER).isKnown();
      Caller old =
          Caller.at(probe, Tenants.AURORA, Carrier.TWILIO, twilio, OTHER_CALLER, longAgo).isKnown();

      // When
      asks("lead-waiting", fresh, fresh.call());
      asks("lead-waiting", old, old.call());

      // Then
      await()
          .untilAsserted(
              () ->
                  assertThat(Simulator.posts("twilio", "/Calls/" + old.handle, "lead-next"))
                      .isNotEmpty());
      assertThat(asks("lead-next", old, old.call()))
          .contains(Prompt.NOBODY_FREE.words(), "<Hangup");
      assertThat(DATABASE.count("call_facts where kind = 'Routed' and call_id = ?", fresh.call()))
          .isZero();
      fresh.hungUp(1, 1);
      old.hungUp(61, 61);
      probe.await(CallEnded.class, old.call());
      probe.await(CallEnded.class, fresh.call());
    }
  }

  @Test
  @DisplayName("CALL-293 an organization that takes care of nobody has callers told so")
  void shouldTellCallersOfOthersThatNobodyComes() {
    // When
    Response answer = ask("inbound", "boreal", "CA" + System.nanoTime(), null, "c");

    // Then
    answer.then().statusCode(200);
    assertThat(answer.jsonPath().getString("body")).contains(Prompt.CALL_UNAVAILABLE.words());
    assertThat(answer.jsonPath().getBoolean("apology")).isTrue();
  }

  private static long waiting(Caller caller) {
    return DATABASE.count("waiting_callers where call_id = ? and not offered", caller.call());
  }

  private static String why(String call) {
    return String.valueOf(
            DATABASE.value(
                "select data from call_facts where call_id = ? and kind = 'Offered'", call))
        .replaceAll(".*\"why\":\\s*\"([a-z-]+)\".*", "$1");
  }

  private static List<String> commands(String action, Caller caller) {
    return Simulator.posts("telnyx").stream()
        .filter(post -> post.contains(caller.handle) && post.contains("/actions/" + action))
        .toList();
  }

  private static List<String> said(Caller caller) {
    return commands("speak", caller).stream().map(InboundRoutingTest::purpose).toList();
  }

  private static String purpose(String post) {
    JsonPath body = JsonPath.from(post.substring(post.indexOf('{')));
    String state = new String(Base64.getDecoder().decode(body.getString("client_state")));
    return JsonPath.from(state).getString("purpose");
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
    change(Map.of("number", ours == null ? "" : ours));
  }

  private void change(Map<String, ?> changed) {
    carla.request().body(changed).patch("/api/agents/" + agent).then().statusCode(200);
  }
}
