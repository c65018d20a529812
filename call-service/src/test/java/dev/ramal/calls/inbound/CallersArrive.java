package dev.ramal.calls.inbound;

import static io.restassured.RestAssured.given;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.Caller;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tokens;
import dev.ramal.testkit.fixtures.Simulator;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An organization that takes care of its callers, with one agent, at both carriers. */
abstract class CallersArrive {
  static final String CALLER = "+5531987650291";
  static final String OTHER_CALLER = "+5531987650301";
  static final String MOBILE = "+5511988880291";
  static final Postgres DATABASE = Postgres.database("calls");

  final CallApi carla = CallApi.as("carla");
  final CallApi bruno = CallApi.as("bruno");
  String telnyx;
  String twilio;
  String agent;

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
  void nobodyElseIsThere() {
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

  /** Whether something was refused that a caller needs. */
  static long asked(Caller caller) {
    return DATABASE.count("call_facts where kind = 'HangupAsked' and call_id = ?", caller.call());
  }

  static long waiting(Caller caller) {
    return DATABASE.count("waiting_callers where call_id = ? and not offered", caller.call());
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
    Response answer = ask(step, "aurora", caller.handle, call, twilio);
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
    carla.request().body(changed).put("/api/settings/inbound").then().statusCode(200);
  }

  void status(String chosen) {
    bruno
        .request()
        .body(Map.of("status", chosen))
        .put("/api/agents/me/status")
        .then()
        .statusCode(200);
  }

  void number(String ours) {
    change(Map.of("number", ours == null ? "" : ours));
  }

  void change(Map<String, ?> changed) {
    carla.request().body(changed).patch("/api/agents/" + agent).then().statusCode(200);
  }
}
