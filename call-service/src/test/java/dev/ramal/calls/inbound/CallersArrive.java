package dev.ramal.calls.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.Caller;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.LeadUp;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.Tokens;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Organizations that take care of their callers, with one agent each, at both carriers: aurora, and
 * what a test goes to besides.
 */
abstract class CallersArrive {
  static final String CALLER = "+5531987650291";
  static final String OTHER_CALLER = "+5531987650301";
  static final String MOBILE = "+5511988880291";
  static final Postgres DATABASE = Postgres.database("calls");

  final CallApi carla = CallApi.as("carla");
  final CallApi bruno = CallApi.as("bruno");
  private final Set<TenantId> cared = new LinkedHashSet<>();

  /** The organization of what follows; its administrator, and its agent, who may hang up. */
  TenantId tenant;

  CallApi admin;
  CallApi person;
  String telnyx;
  String twilio;
  String agent;

  @BeforeEach
  void takeCare() {
    goTo(Tenants.AURORA);
  }

  /** What follows is of that organization, which takes care of its callers, too. */
  void goTo(TenantId organization) {
    turnTo(organization);
    twilio = Connections.twilio(admin.user().username());
    telnyx = Connections.telnyx(admin.user().username());
    if (!cared.add(organization)) {
      return;
    }
    nobodyElseIsThere();
    settings(Map.of("enabled", true, "queue", true, "ringSeconds", 5, "voicemail", true));
    status("available");
  }

  private void turnTo(TenantId organization) {
    boolean aurora = organization.equals(Tenants.AURORA);
    tenant = organization;
    admin = aurora ? carla : CallApi.as("bia");
    person = aurora ? bruno : admin;
    agent = person.request().get("/api/agents/me").path("userId");
  }

  /** Other tests leave agents who are available, and calls that are under way. */
  void nobodyElseIsThere() {
    DATABASE.execute(
        "update agents set status = case when status is null then null else 'OFFLINE' end,"
            + " number = null where tenant = ?",
        tenant.value());
    DATABASE.execute(
        "update calls set status = 'CANCELED' where tenant = ? and agent_id = ?"
            + " and status in ('REQUESTED', 'DIALING', 'DIALING_UNKNOWN', 'RINGING',"
            + " 'IN_PROGRESS', 'HELD')",
        tenant.value(),
        agent);
    DATABASE.execute("delete from waiting_callers where tenant = ?", tenant.value());
  }

  @AfterEach
  void leaveThemAlone() {
    for (TenantId one : cared) {
      turnTo(one);
      settings(Map.of("enabled", false, "businessHours", false));
      status("offline");
      number(null);
      change(Map.of("mobile", ""));
    }
  }

  /** Somebody calls the organization at the carrier, which has put the caller through to us. */
  Caller arrives(TopicProbe probe, Carrier carrier, String number) {
    return told(carrier, Caller.at(probe, tenant, carrier, connection(carrier), number));
  }

  /** The same, of a caller who is there until told something else. */
  Caller stays(TopicProbe probe, Carrier carrier, String number) {
    Caller caller = Caller.staying(probe, tenant, carrier, connection(carrier), number).isKnown();
    if (carrier.equals(Carrier.TELNYX)) {
      // Before it was told to answer it takes nothing else, and the call would end.
      await().until(() -> !LeadUp.commands("answer", caller.handle).isEmpty());
      caller.answered(1);
    }
    return caller;
  }

  private static Caller told(Carrier carrier, Caller caller) {
    return carrier.equals(Carrier.TELNYX) ? caller.isKnown().answered(1) : caller.isKnown();
  }

  String connection(Carrier carrier) {
    return carrier.equals(Carrier.TELNYX) ? telnyx : twilio;
  }

  /** What happens on the agents' phones of a caller's call. */
  Phones phones(TopicProbe probe, Carrier carrier, Caller caller) {
    return new Phones(probe, tenant, carrier, caller.call(), Instant.now());
  }

  /** Counted by the one carrier, not by the other. */
  static Integer talked(Carrier carrier, int seconds) {
    return carrier.equals(Carrier.TELNYX) ? null : seconds;
  }

  /** Whether something was refused that a caller needs. */
  static long asked(Caller caller) {
    return DATABASE.count("call_facts where kind = 'HangupAsked' and call_id = ?", caller.call());
  }

  static long waiting(Caller caller) {
    return DATABASE.count("waiting_callers where call_id = ? and not offered", caller.call());
  }

  /**
   * A job for the caller that whoever asked about it has left behind.
   *
   * @param before how many have been left behind before that
   */
  void leftBehind(Caller caller, String kind, int before) {
    DATABASE.execute(
        "insert into jobs (id, tenant, queue, kind, subject, priority, payload, state, attempt,"
            + " questions, sent_at, due_at) values (?, ?, 'inbound', ?, ?, 0, '{\"about\": null}',"
            + " 'ASKING', 1, ?, now(), now())",
        UUID.randomUUID().toString(),
        tenant.value(),
        kind,
        caller.call(),
        before);
    await()
        .until(
            () ->
                DATABASE.count(
                        "jobs where queue = 'inbound' and kind = ? and subject = ?"
                            + " and state = 'ASKING'",
                        kind,
                        caller.call())
                    == 0);
  }

  /** Nobody of the other organization sees a caller's call, by its id or in a list. */
  void hiddenFromOthers(Caller caller) {
    CallApi other = tenant.equals(Tenants.AURORA) ? CallApi.as("bia") : carla;
    assertThat(other.call(caller.call()).statusCode()).isEqualTo(404);
    assertThat(other.request().get("/api/calls").jsonPath().getList("items.id"))
        .doesNotContain(caller.call());
    assertThat(
            DATABASE.count(
                "call_facts where call_id = ? and tenant <> ?", caller.call(), tenant.value()))
        .isZero();
  }

  /** How often an agent was rung for one of them. */
  static long offers(List<Caller> callers) {
    return callers.stream()
        .mapToLong(
            caller ->
                DATABASE.count("call_facts where kind = 'Offered' and call_id = ?", caller.call()))
        .sum();
  }

  static List<String> commands(String action, Caller caller) {
    return Simulator.posts("telnyx").stream()
        .filter(post -> post.contains(caller.handle) && post.contains("/actions/" + action))
        .toList();
  }

  static List<String> said(Caller caller) {
    return commands("speak", caller).stream().map(CallersArrive::purpose).toList();
  }

  static String purpose(String post) {
    JsonPath body = JsonPath.from(post.substring(post.indexOf('{')));
    String state = new String(Base64.getDecoder().decode(body.getString("client_state")));
    return JsonPath.from(state).getString("purpose");
  }

  String asks(String step, Caller caller, String call) {
    Response answer = ask(step, tenant.value(), caller.handle, call, twilio);
    answer.then().statusCode(200);
    return answer.jsonPath().getString("body");
  }

  static Response ask(String step, String tenant, String handle, String call, String connection) {
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

  void settings(Map<String, ?> changed) {
    admin.request().body(changed).put("/api/settings/inbound").then().statusCode(200);
  }

  void status(String chosen) {
    person
        .request()
        .body(Map.of("status", chosen))
        .put("/api/agents/me/status")
        .then()
        .statusCode(200);
  }

  /** A further agent, who is available from now on. */
  void enter(String other) {
    admin
        .request()
        .body(Map.of("userId", other, "endpoint", "phone", "phone", "+5511987650288"))
        .post("/api/agents")
        .then()
        .statusCode(201);
    admin
        .request()
        .body(Map.of("status", "available"))
        .put("/api/agents/" + other + "/status")
        .then()
        .statusCode(200);
  }

  void number(String ours) {
    change(Map.of("number", ours == null ? "" : ours));
  }

  void change(Map<String, ?> changed) {
    admin.request().body(changed).patch("/api/agents/" + agent).then().statusCode(200);
  }
}
