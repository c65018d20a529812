package dev.ramal.messaging.templates;

import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.post;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.ReceivedRequest;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.fixtures.ApiUser;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Templates of this test's own, and what WhatsApp decides about them. */
@ApplicationScoped
public class TemplateFixture {
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final WatchApprovals watchApprovals;

  private final Postgres database = Postgres.database("messaging");

  TemplateFixture(WatchApprovals watchApprovals) {
    this.watchApprovals = watchApprovals;
  }

  public static Map<String, Object> sms(String name, String body) {
    return Map.of("name", name, "category", "other", "channel", "sms", "body", body);
  }

  static Map<String, Object> whatsApp(String name, String body) {
    return Map.of(
        "name",
        name,
        "category",
        "greeting",
        "channel",
        "whatsapp",
        "body",
        body,
        "examples",
        Map.of("lead_name", "Maria", "company", "Aurora"));
  }

  public static String name() {
    return "modelo_" + System.nanoTime() + "_" + NAMES.incrementAndGet();
  }

  public static String create(String user, Map<String, Object> body) {
    return create(201, user, body).extract().path("id");
  }

  static ValidatableResponse create(int status, String user, Map<String, Object> body) {
    return ApiUser.as(user).post("/api/templates", body, null).then().statusCode(status);
  }

  static ValidatableResponse change(String user, String id, Map<String, Object> body) {
    return ApiUser.as(user).request().body(body).patch("/api/templates/" + id).then();
  }

  static ValidatableResponse preview(String user, String id, Map<String, Object> body) {
    return ApiUser.as(user).post("/api/templates/" + id + "/preview", body, null).then();
  }

  static ValidatableResponse ask(String user, String id, String connection) {
    return ApiUser.as(user)
        .post(
            "/api/templates/" + id + "/approvals",
            Map.of("category", "utility", "connectionId", connection),
            null)
        .then();
  }

  static ValidatableResponse approval(String id) {
    return approval("carla", id);
  }

  static ValidatableResponse approval(String user, String id) {
    return get(user, "/api/templates/" + id).statusCode(200);
  }

  static ValidatableResponse send(
      String user, String to, String channel, String carrier, Map<String, ?> template, int status) {
    return post(
            user,
            null,
            Map.of("to", to, "channel", channel, "carrier", carrier, "template", template))
        .then()
        .statusCode(status);
  }

  /** Asks for approval; answers the carrier's id of the text, once approval was asked for there. */
  public String request(String id, String connection) {
    return request("bruno", id, connection);
  }

  String request(String user, String id, String connection) {
    ask(user, id, connection).statusCode(202).body("approvals[0].state", equalTo("pending"));
    patiently()
        .until(
            () ->
                database.count(
                        "template_approval where template_id = ? and content_id is not null"
                            + " and poll_at is not null",
                        id)
                    == 1);
    return contentOf(id);
  }

  String contentOf(String id) {
    return (String)
        database.value("select content_id from template_approval where template_id = ?", id);
  }

  /** The carrier is asked until it was rejected. */
  void awaitRejection(String user, String id) {
    patiently()
        .until(
            () -> {
              watchApprovals.askAll().await().atMost(Duration.ofSeconds(20));
              return approval(user, id).extract().path("approvals[0].state");
            },
            "rejected"::equals);
  }

  /** How often the carrier was asked how far it is. */
  static long questions(String content) {
    return SimulatedCarriers.host().twilio().requests().stream()
        .filter(request -> request.method().equals("GET"))
        .filter(request -> request.path().endsWith(content + "/ApprovalRequests"))
        .count();
  }

  /** WhatsApp decides, and the carrier is asked. */
  public void decide(String id, String content, String status, String reason) {
    decide("carla", id, content, status, reason);
  }

  void decide(String user, String id, String content, String status, String reason) {
    SimulatedCarriers.host().twilio().reviewContent(content, status, reason);
    askAllOf(id);
    patiently()
        .until(() -> approval(user, id).extract().path("approvals[0].state"), status::equals);
  }

  void askAllOf(String id) {
    database.execute(
        "update template_approval set poll_at = now() - interval '1 hour' where template_id = ?",
        id);
    watchApprovals.askAll().await().atMost(Duration.ofSeconds(20));
  }

  static Fields formOf(String to) {
    return SimulatedCarriers.host().twilio().requests().stream()
        .filter(request -> request.method().equals("POST"))
        .filter(request -> request.path().endsWith("/Messages.json"))
        .map(ReceivedRequest::form)
        .filter(form -> ("whatsapp:" + to).equals(form.get("To")))
        .findFirst()
        .orElseThrow();
  }
}
