package dev.ramal.calls.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.Talking;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.CallTransferred;
import dev.ramal.events.calls.TransferFailed;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
class TransferCallTest {
  private static final String COLLEAGUE = "+5511987650299";

  private final List<Talking> begun = new ArrayList<>();
  private TopicProbe probe;

  @BeforeEach
  void connect() {
    Simulator.noFaults();
    Connections.twilio("carla");
    Connections.telnyx("bia");
    probe = TopicProbe.on(Topics.CALLS);
  }

  @AfterEach
  void close() {
    begun.forEach(call -> call.asks("hangup").then().statusCode(200));
    probe.close();
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-260 the lead goes on with who took over, the agent is free, all legs are told")
  void shouldHandOver(Carrier carrier, TenantId tenant) {
    // Given
    Talking call = talking(carrier, tenant, "+5511987650260");

    // When
    call.transfers(Map.of("to", COLLEAGUE)).then().statusCode(202);
    call.transfers(Map.of("to", COLLEAGUE)).then().statusCode(202);
    call.api().awaitStatus(call.id(), "held");
    String target = call.targetPicksUp(20);

    // Then
    await().until(() -> !call.isUp(call.agent()));
    assertThat(call.isUp(call.lead())).as("the conference outlives the agent").isTrue();
    call.phones()
        .ended("agent", call.agent(), 25, CallOutcome.COMPLETED, seconds(carrier, 23), null);
    CallTransferred told = probe.await(CallTransferred.class, call.id());
    assertThat(told.to()).isEqualTo(LegName.agent(2));
    assertThat(told.address()).isEqualTo(COLLEAGUE);
    call.api().awaitStatus(call.id(), "in-progress");
    assertThat(call.transfer()).isEqualTo("done");
    assertThat(
            Postgres.database("calls")
                .count("call_facts where call_id = ? and fact_id = 'handed-over'", call.id()))
        .as("the agent is free for another call")
        .isEqualTo(1);
    assertThat(call.commands("hold")).isEqualTo(1);
    assertThat(call.commands("resume")).isEqualTo(1);
    call.phones()
        .ended("lead", call.lead(), 68, CallOutcome.COMPLETED, seconds(carrier, 60), "callee")
        .ended("agent-2", target, 68, CallOutcome.COMPLETED, seconds(carrier, 48), null);
    CallEnded ended = probe.await(CallEnded.class, call.id());
    assertThat(ended.talkSeconds()).isEqualTo(60);
    assertThat(ended.legs())
        .extracting(leg -> leg.leg().wire() + " " + leg.answeredSeconds())
        .containsExactly("agent 23", "agent-2 48", "lead 60");
    assertThat(ended.legs().get(1).destinationClass().word()).startsWith("mobile");
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-261 who is not reached takes nothing over, and the lead is the agent's again")
  void shouldGiveTheLeadBack(Carrier carrier, TenantId tenant) {
    // Given
    Talking call = talking(carrier, tenant, "+5511987650261");
    call.transfers(Map.of("to", COLLEAGUE)).then().statusCode(202);
    String target = call.api().awaitLeg(call.id(), "agent-2");
    call.api().awaitStatus(call.id(), "held");

    // When
    call.phones().ended("agent-2", target, 40, CallOutcome.NO_ANSWER, null, null);

    // Then
    assertThat(probe.await(TransferFailed.class, call.id()).reason()).isEqualTo("no-answer");
    call.api().awaitStatus(call.id(), "in-progress");
    assertThat(call.transfer()).isEqualTo("failed");
    assertThat(call.isUp(call.agent())).isTrue();
    assertThat(call.commands("resume")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName(
      "CALL-262 a consultation ends as the agent says: the lead is taken back, or handed over")
  void shouldConsultFirst(Carrier carrier, TenantId tenant) {
    // Given
    Talking call = talking(carrier, tenant, "+5511987650262");
    Talking other = talking(carrier, tenant, "+5511987650263");
    for (Talking each : List.of(call, other)) {
      each.transfers(Map.of("to", COLLEAGUE, "consult", true)).then().statusCode(202);
      each.api().awaitStatus(each.id(), "held");
    }
    String target = call.targetPicksUp(20);
    other.targetPicksUp(20);
    await()
        .until(() -> "consulting".equals(call.transfer()) && "consulting".equals(other.transfer()));

    // When
    call.asks("transfer/cancel").then().statusCode(200);
    other.asks("transfer/complete").then().statusCode(200);

    // Then
    await().until(() -> !call.isUp(target));
    call.api().awaitStatus(call.id(), "in-progress");
    assertThat(call.isUp(call.agent())).isTrue();
    assertThat(probe.await(TransferFailed.class, call.id()).reason()).isEqualTo("canceled");
    call.asks("transfer/cancel").then().statusCode(200);
    call.asks("transfer/complete").then().statusCode(409);
    await().until(() -> !other.isUp(other.agent()));
    other.api().awaitStatus(other.id(), "in-progress");
    assertThat(other.isUp(other.lead())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-263 nobody is rung for a target that is none, nor for another one at a time")
  void shouldRefuseWhatIsNoTarget(Carrier carrier, TenantId tenant) {
    // Given
    Talking call = talking(carrier, tenant, "+5511987650264");
    String path = "/api/calls/" + call.id() + "/transfer";

    // When
    List<String> refused =
        List.of(
            refused(call, Map.of()),
            refused(call, Map.of("to", "123")),
            refused(call, Map.of("to", COLLEAGUE, "agentId", "gil")),
            refused(call, Map.of("agentId", "nobody-at-all")),
            refused(call, Map.of("to", "+5511987650264")));
    CallApi stranger = admin(other(tenant));
    int strangers = stranger.user().post(path, Map.of("to", COLLEAGUE), null).statusCode();
    int nothing = call.asks("transfer/complete").statusCode();
    call.transfers(Map.of("to", COLLEAGUE)).then().statusCode(202);
    String second = call.transfers(Map.of("to", "+5511987650298")).path("code");

    // Then
    assertThat(refused)
        .containsExactly(
            "CALLS-0273 null",
            "CALLS-0273 to",
            "CALLS-0273 agentId",
            "CALLS-0273 agentId",
            "CALLS-0277 to");
    assertThat(strangers).isEqualTo(404);
    assertThat(nothing).isEqualTo(409);
    assertThat(second).isEqualTo("CALLS-0274");
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora, +5511987650296", "telnyx, boreal, +5511987650297"})
  @DisplayName("CALL-469 nobody is rung to take over whom the organization may not call")
  void shouldAskWhetherTheNumberMayBeCalled(Carrier carrier, TenantId tenant, String blocked) {
    // Given
    admin(tenant)
        .request()
        .body(Map.of("number", blocked, "reason", "asked not to be called"))
        .post("/api/blocklist")
        .then()
        .statusCode(201);
    Talking call = talking(carrier, tenant, "+5511987650269");

    // When
    var denied = call.transfers(Map.of("to", blocked));

    // Then
    assertThat(denied.statusCode()).isEqualTo(403);
    assertThat(denied.<String>path("code")).isEqualTo("CALLS-0310");
    assertThat(call.transfer()).isNull();
    assertThat(
            Postgres.database("calls")
                .count(
                    "permission_verdicts where not allowed and call_id like ?",
                    call.id() + ":transfer:%"))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName(
      "CALL-576 who is rung to take a call over gets and makes no other until it is settled")
  void shouldKeepTheTargetForTheCall(Carrier carrier, TenantId tenant) {
    // Given
    String colleague = "taker-" + UUID.randomUUID();
    Talking call = talking(carrier, tenant, "+5511987650265");
    Talking other = talking(carrier, tenant, "+5511987650266");
    available(tenant, colleague);
    available(other(tenant), colleague);
    admin(tenant).settings(Map.of("callsPerAgent", 1));
    try {
      // When
      call.transfers(Map.of("agentId", colleague, "consult", true)).then().statusCode(202);

      // Then
      assertThat(status(tenant, colleague)).isEqualTo("busy");
      assertThat(status(other(tenant), colleague))
          .as("another organization's")
          .isEqualTo("available");
      Map<String, String> click = Map.of("to", "+5511987650267", "agentId", colleague);
      assertThat(admin(tenant).dial(click, null).<String>path("code")).isEqualTo("CALLS-0010");
      assertThat(other.transfers(Map.of("agentId", colleague)).<String>path("code"))
          .isEqualTo("CALLS-0355");
      assertThat(other.transfer()).as("nobody was rung").isNull();
      call.asks("transfer/cancel").then().statusCode(200);
      assertThat(status(tenant, colleague)).isEqualTo("available");
      other.transfers(Map.of("agentId", colleague)).then().statusCode(202);
    } finally {
      admin(tenant).settings(Map.of("callsPerAgent", 0));
    }
  }

  private static void available(TenantId tenant, String agent) {
    CallApi admin = admin(tenant);
    admin
        .request()
        .body(Map.of("userId", agent, "endpoint", "phone", "phone", COLLEAGUE))
        .post("/api/agents")
        .then()
        .statusCode(201);
    admin
        .request()
        .body(Map.of("status", "available"))
        .put("/api/agents/" + agent + "/status")
        .then()
        .statusCode(200);
  }

  private static String status(TenantId tenant, String agent) {
    return admin(tenant).request().get("/api/agents/" + agent).path("status");
  }

  private static CallApi admin(TenantId tenant) {
    return CallApi.as(tenant.equals(Tenants.AURORA) ? "carla" : "bia");
  }

  private static TenantId other(TenantId tenant) {
    return tenant.equals(Tenants.AURORA) ? Tenants.BOREAL : Tenants.AURORA;
  }

  private static String refused(Talking call, Map<String, ?> body) {
    var answer = call.transfers(body);
    return answer.path("code") + " " + answer.path("errors[0].field");
  }

  private Talking talking(Carrier carrier, TenantId tenant, String number) {
    CallApi person = CallApi.as(tenant.equals(Tenants.AURORA) ? "ana" : "breno");
    Talking call = Talking.at(carrier, probe, person, tenant, number);
    begun.add(call);
    return call;
  }

  private static Integer seconds(Carrier carrier, int counted) {
    return carrier.equals(Carrier.TWILIO) ? counted : null;
  }
}
