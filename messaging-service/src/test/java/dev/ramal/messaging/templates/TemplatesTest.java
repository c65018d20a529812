package dev.ramal.messaging.templates;

import static dev.ramal.messaging.fixtures.MessagingFixture.atTelnyx;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.ReceivedRequest;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.fixtures.ApiUser;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@MessagingTest
class TemplatesTest {
  private static final AtomicInteger NAMES = new AtomicInteger();

  @Inject MessagingFixture fixture;
  @Inject WatchApprovals watchApprovals;

  private final Postgres database = Postgres.database("messaging");

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
  }

  @Test
  @DisplayName("MSG-185 a template is kept, seen before it is sent, and changed by versions")
  void shouldKeepATemplateInVersions() {
    // Given
    String name = name();
    String id =
        create(
            "ana",
            Map.of(
                "name",
                name,
                "category",
                "follow-up",
                "channel",
                "sms",
                "body",
                "Oi {{lead_name}}, não esqueça: {{1}}."));
    // When
    preview("ana", id, Map.of("variables", Map.of("lead_name", "João", "1", "às 10h")))
        // Then
        .statusCode(200)
        .body("text", equalTo("Oi João, não esqueça: às 10h."))
        .body("encoding", equalTo("ucs-2"))
        .body("segments", equalTo(1))
        .body("version", equalTo(1));
    preview("ana", id, Map.of("variables", Map.of("lead_name", "João", "2", "x")))
        .statusCode(422)
        .body("code", equalTo("MESSAGES-0042"))
        .body("errors.field", contains("variables.1", "variables.2"));
    change("ana", id, Map.of("body", "Ola {{lead_name}}!"))
        .statusCode(200)
        .body("version", equalTo(2))
        .body("variables", contains("lead_name"));
    preview("ana", id, Map.of("version", 1, "variables", Map.of("lead_name", "A", "1", "B")))
        .statusCode(200)
        .body("text", equalTo("Oi A, não esqueça: B."));
    get("ana", "/api/templates/" + id + "/versions?limit=1")
        .statusCode(200)
        .body("items.version", contains(2));
    get("ana", "/api/templates?channel=sms&category=follow-up").body("items.name", hasItem(name));
    create(400, "ana", Map.of("name", "Olá", "category", "closing", "channel", "sms", "body", "x"))
        .body("code", equalTo("MESSAGES-0044"))
        .body("errors.field", contains("name"));
    create(409, "bruno", sms(name, "Outro")).body("code", equalTo("MESSAGES-0045"));
    ApiUser.as("ana").request().delete("/api/templates/" + id).then().statusCode(204);
    get("ana", "/api/templates").body("items.name", not(hasItem(name)));
    create("bruno", sms(name, "Outro"));
  }

  @Test
  @DisplayName("MSG-186 a template is its author's or the organization's, and never another one's")
  void shouldShareTemplatesWithinTheOrganization() {
    // Given
    String own =
        create(
            "ana",
            Map.of(
                "name",
                name(),
                "category",
                "other",
                "channel",
                "sms",
                "body",
                "Só meu",
                "sharing",
                "author"));
    String shared = create("bruno", sms(name(), "De todos"));
    // Then
    get("ana", "/api/templates/" + own).statusCode(200);
    get("bruno", "/api/templates/" + own).statusCode(200);
    get("ana", "/api/templates/" + shared).statusCode(200);
    change("ana", shared, Map.of("body", "Meu agora")).statusCode(404);
    for (String stranger : List.of("breno", "bia")) {
      for (String id : List.of(own, shared)) {
        get(stranger, "/api/templates/" + id)
            .statusCode(404)
            .body("code", equalTo("MESSAGES-0040"));
        get(stranger, "/api/templates/" + id + "/versions").statusCode(404);
        get(stranger, "/api/templates/" + id + "/statistics").statusCode(404);
        preview(stranger, id, Map.of()).statusCode(404);
        change(stranger, id, Map.of("body", "x")).statusCode(404);
      }
      get(stranger, "/api/templates").body("items.id", not(hasItem(shared)));
      send(stranger, contact(), "sms", "twilio", Map.of("id", shared), 422)
          .body("code", equalTo("MESSAGES-0041"))
          .body("errors.field", contains("template.id"));
    }
    ApiUser.as("bia")
        .post("/api/templates/" + shared + "/approvals", Map.of("category", "utility"), null)
        .then()
        .statusCode(404);
  }

  @Test
  @DisplayName("MSG-187 an SMS is made of a template on both carriers, and keeps its version")
  void shouldMakeAnSmsOfATemplate() {
    for (String carrier : List.of("twilio", "telnyx")) {
      // Given
      String name = name();
      String id = create("ana", sms(name, "Oi {{1}}, a proposta da {{2}} está pronta"));
      String to = contact();
      Map<String, String> values = Map.of("1", "Joa\u0303o", "2", "{{1}}");
      // When
      String message =
          send("ana", to, "sms", carrier, Map.of("name", name, "variables", values), 201)
              .body("body", equalTo("Oi João, a proposta da {{1}} está pronta"))
              .body("template.id", equalTo(id))
              .body("template.version", equalTo(1))
              .body("template.approved", equalTo(false))
              .body("segments", equalTo(1))
              .extract()
              .path("id");
      change("ana", id, Map.of("body", "Outro texto {{1}}, {{2}}")).statusCode(200);
      // Then
      patiently().until(() -> atTwilio(to).size() + atTelnyx(to).size() == 1);
      get("ana", "/api/messages/" + message).body("template.version", equalTo(1));
      send("ana", to, "sms", carrier, Map.of("id", id, "variables", Map.of("1", "a")), 422)
          .body("code", equalTo("MESSAGES-0042"))
          .body("errors.field", contains("template.variables.2"));
      send("ana", to, "whatsapp", carrier, Map.of("id", id, "variables", values), 422)
          .body("code", equalTo("MESSAGES-0047"))
          .body("errors.field", contains("channel"));
      send("ana", to, "sms", carrier, Map.of("name", "nenhum"), 422)
          .body("code", equalTo("MESSAGES-0041"))
          .body("errors.field", contains("template.name"));
    }
    post(
            "ana",
            null,
            Map.of(
                "to",
                contact(),
                "channel",
                "sms",
                "body",
                "Oi",
                "template",
                Map.of("id", "x", "name", "y")))
        .then()
        .statusCode(400)
        .body("errors.field", contains("template", "body"));
    post("ana", null, Map.of("to", contact(), "channel", "sms"))
        .then()
        .statusCode(400)
        .body("errors.field", contains("body"));
  }

  @Test
  @DisplayName("MSG-188 WhatsApp approves a text once; outside of the window it then goes as that")
  void shouldSendAnApprovedTemplateOutsideOfTheWindow() {
    // Given
    String id = create("ana", whatsApp(name(), "Oi {{lead_name}}, a {{company}} tem novidades."));
    Map<String, Object> template =
        Map.of("id", id, "variables", Map.of("lead_name", "Ana", "company", "Aurora"));
    String to = contact();
    send("ana", to, "whatsapp", "twilio", template, 422)
        .body("code", equalTo("MESSAGES-0043"))
        .body("detail", containsString("/api/templates/" + id + "/approvals"));
    // When
    String content = request(id, "aurora-twilio");
    // Then
    ask("bruno", id, "aurora-twilio").statusCode(409).body("code", equalTo("MESSAGES-0046"));
    approval(id).body("approvals[0].state", equalTo("pending"));
    send("ana", to, "whatsapp", "twilio", template, 422)
        .body("detail", containsString("aurora-twilio pending"));
    decide(id, content, "approved", null);
    approval(id)
        .body("approvals[0].state", equalTo("approved"))
        .body("approvals[0].variant", equalTo("A"))
        .body("approvals[0].carrier", equalTo("twilio"));
    String message =
        send("ana", to, "whatsapp", "twilio", template, 201)
            .body("template.approved", equalTo(true))
            .body("body", equalTo("Oi Ana, a Aurora tem novidades."))
            .extract()
            .path("id");
    patiently().until(() -> atTwilio(to).size() == 1);
    awaitStatus("ana", message, "sending");
    assertThat(atTwilio(to).get(0).getString("body")).isEqualTo("Oi Ana, a Aurora tem novidades.");
    Fields form = formOf(to);
    assertThat(form.get("ContentSid")).isEqualTo(content);
    assertThat(form.get("Body")).isNull();
    // A text that stays keeps its approval; another one needs its own.
    change("ana", id, Map.of("category", "closing")).body("version", equalTo(1));
    change("ana", id, Map.of("body", "Olá {{lead_name}}, a {{company}} voltou."))
        .body("approvals", equalTo(List.of()));
    send("ana", to, "whatsapp", "twilio", template, 422).body("code", equalTo("MESSAGES-0043"));
  }

  @Test
  @DisplayName("MSG-189 what WhatsApp rejects or pauses is told with its reason, and not sent")
  void shouldTellWhatWhatsAppDecides() {
    // Given
    String id = create("carla", whatsApp(name(), "Oi {{lead_name}} da {{company}}, compre já!"));
    String content = request(id, "aurora-twilio");
    // When
    decide(id, content, "rejected", "INVALID_FORMAT");
    // Then
    approval(id)
        .body("approvals[0].state", equalTo("rejected"))
        .body("approvals[0].reason", equalTo("INVALID_FORMAT"));
    String paused = create("carla", whatsApp(name(), "Oi {{lead_name}} da {{company}}, tudo bem?"));
    String other = request(paused, "aurora-twilio");
    decide(paused, other, "approved", null);
    decide(paused, other, "paused", null);
    Map<String, Object> template =
        Map.of("id", paused, "variables", Map.of("lead_name", "Ana", "company", "Aurora"));
    send("carla", contact(), "whatsapp", "twilio", template, 422)
        .body("code", equalTo("MESSAGES-0043"))
        .body("detail", containsString("paused"));
  }

  @Test
  @DisplayName("MSG-190 what needs no approval, or cannot have it, is refused in plain words")
  void shouldSayWhereNoApprovalCanBeAskedFor() {
    // Given
    String sms = create("bruno", sms(name(), "Oi"));
    String whatsApp = create("bruno", whatsApp(name(), "Oi {{lead_name}} da {{company}}, olá"));
    // Then
    ask("bruno", sms, "aurora-twilio").statusCode(409).body("detail", containsString("SMS"));
    ask("bruno", whatsApp, "aurora-telnyx")
        .statusCode(409)
        .body("code", equalTo("MESSAGES-0046"))
        .body("detail", containsString("telnyx"))
        .body("errors.field", contains("connectionId"))
        .body("errors[0].allowed", contains("twilio"));
    ask("bruno", whatsApp, "boreal-twilio").statusCode(409);
    ask("ana", whatsApp, "aurora-twilio").statusCode(403);
  }

  @Test
  @DisplayName("MSG-191 a text whose submission nobody answers is given to the carrier once")
  void shouldGiveATextOnceThatNobodyAnswers() {
    // Given
    String id = create("bruno", whatsApp(name(), "Oi {{lead_name}} da {{company}}, uma vez só"));
    SimulatedCarriers.host()
        .faults()
        .arm(RequestFault.resetAfterAccepting().on("twilio", "POST", "/v1/Content"), 1);
    // When
    String content = request(id, "aurora-twilio");
    // Then
    decide(id, content, "approved", null);
    assertThat(
            SimulatedCarriers.host().twilio().requests().stream()
                .filter(request -> request.method().equals("POST"))
                .filter(request -> request.path().equals("/v1/Content"))
                .filter(request -> request.body().contains(id))
                .count())
        .isOne();
  }

  @Test
  @DisplayName("MSG-193 what was rejected, or that nobody asked for, is asked for again")
  void shouldAskAgainForWhatWasRejected() {
    // Given: the carrier has the text, and refuses the request
    String id = create("bruno", whatsApp(name(), "Oi {{lead_name}} da {{company}}, de novo"));
    SimulatedCarriers.host()
        .faults()
        .arm(RequestFault.status(400).on("twilio", "POST", "/ApprovalRequests/whatsapp"), 1);
    // When
    ask("bruno", id, "aurora-twilio").statusCode(202);
    // Then
    awaitRejection(id);
    approval(id).body("approvals[0].reason", not(nullValue()));
    String given = contentOf(id);
    String content = request(id, "aurora-twilio");
    assertThat(content).as("given once").isEqualTo(given);
    decide(id, content, "rejected", "INVALID_FORMAT");
    ask("bruno", id, "aurora-twilio")
        .statusCode(202)
        .body("approvals[0].state", equalTo("pending"))
        .body("approvals[0].reason", nullValue());
    awaitRejection(id);
    approval(id).body("approvals[0].reason", equalTo("INVALID_FORMAT"));
  }

  @Test
  @DisplayName("MSG-200 nobody asks how far a text is whose template is archived")
  void shouldNotAskAboutWhatIsArchived() {
    // Given
    String id = create("bruno", whatsApp(name(), "Oi {{lead_name}} da {{company}}, e pronto"));
    String content = request(id, "aurora-twilio");
    ApiUser.as("bruno").request().delete("/api/templates/" + id).then().statusCode(204);
    long asked = questions(content);
    // When
    askAllOf(id);
    // Then
    assertThat(questions(content)).isEqualTo(asked);
    assertThat(
            database.count("template_approval where template_id = ? and poll_at is not null", id))
        .isZero();
  }

  @Test
  @DisplayName("MSG-194 whoever changes a template waits for who does, and then finds it")
  void shouldFindATemplateThatAnotherOneChanges() throws Exception {
    // Given
    String id = create("ana", sms(name(), "Um"));
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("update template set version = 2 where id = '" + id + "'");
      statement.execute(
          "insert into template_version select tenant, template_id, 2, variants, examples,"
              + " author_id, created_at from template_version where template_id = '"
              + id
              + "'");
      // When
      CompletableFuture<ValidatableResponse> change =
          CompletableFuture.supplyAsync(() -> change("ana", id, Map.of("body", "Dois")));
      patiently()
          .until(
              () ->
                  database.count(
                          "pg_stat_activity where wait_event_type = 'Lock' and datname ="
                              + " current_database() and query like '%from template %'")
                      == 1);
      other.commit();
      // Then
      change.get(20, TimeUnit.SECONDS).statusCode(200).body("version", equalTo(3));
    }
  }

  @Test
  @DisplayName("MSG-192 variants go to contacts by the split, each as itself")
  void shouldSendEachContactItsVariant() {
    // Given
    String id =
        create(
            "ana",
            Map.of(
                "name",
                name(),
                "category",
                "greeting",
                "channel",
                "sms",
                "variants",
                List.of(
                    Map.of("key", "A", "body", "Oi {{1}}"),
                    Map.of("key", "B", "body", "Ola {{1}}", "weight", 1))));
    for (int i = 0; i < 4; i++) {
      String to = contact();
      String expected =
          Split.of(
                  id,
                  to,
                  List.of(new TemplateVariant("A", 1, "Oi"), new TemplateVariant("B", 1, "Ola")))
              .key();
      // When
      for (int again = 0; again < 2; again++) {
        send("ana", to, "sms", "twilio", Map.of("id", id, "variables", Map.of("1", "Ana")), 201)
            // Then
            .body("template.variant", equalTo(expected))
            .body("body", equalTo(expected.equals("A") ? "Oi Ana" : "Ola Ana"));
      }
      preview("ana", id, Map.of("to", to, "variables", Map.of("1", "Ana")))
          .body("variant", equalTo(expected));
    }
    get("ana", "/api/templates/" + id + "/statistics")
        .statusCode(200)
        .body("messages", equalTo(8))
        .body("comparison.state", equalTo("running"))
        .body("comparison.winner", nullValue());
  }

  private static Map<String, Object> sms(String name, String body) {
    return Map.of("name", name, "category", "other", "channel", "sms", "body", body);
  }

  private static Map<String, Object> whatsApp(String name, String body) {
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

  private static String name() {
    return "modelo_" + System.nanoTime() + "_" + NAMES.incrementAndGet();
  }

  private static String create(String user, Map<String, Object> body) {
    return create(201, user, body).extract().path("id");
  }

  private static ValidatableResponse create(int status, String user, Map<String, Object> body) {
    return ApiUser.as(user).post("/api/templates", body, null).then().statusCode(status);
  }

  private static ValidatableResponse change(String user, String id, Map<String, Object> body) {
    return ApiUser.as(user).request().body(body).patch("/api/templates/" + id).then();
  }

  private static ValidatableResponse preview(String user, String id, Map<String, Object> body) {
    return ApiUser.as(user).post("/api/templates/" + id + "/preview", body, null).then();
  }

  private static ValidatableResponse ask(String user, String id, String connection) {
    return ApiUser.as(user)
        .post(
            "/api/templates/" + id + "/approvals",
            Map.of("category", "utility", "connectionId", connection),
            null)
        .then();
  }

  private static ValidatableResponse approval(String id) {
    return get("carla", "/api/templates/" + id).statusCode(200);
  }

  private static ValidatableResponse send(
      String user, String to, String channel, String carrier, Map<String, ?> template, int status) {
    return post(
            user,
            null,
            Map.of("to", to, "channel", channel, "carrier", carrier, "template", template))
        .then()
        .statusCode(status);
  }

  /** Asks for approval; answers the carrier's id of the text, once approval was asked for there. */
  private String request(String id, String connection) {
    ask("bruno", id, connection).statusCode(202).body("approvals[0].state", equalTo("pending"));
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

  private String contentOf(String id) {
    return (String)
        database.value("select content_id from template_approval where template_id = ?", id);
  }

  /** The carrier is asked until it was rejected. */
  private void awaitRejection(String id) {
    patiently()
        .until(
            () -> {
              watchApprovals.askAll().await().atMost(Duration.ofSeconds(20));
              return approval(id).extract().path("approvals[0].state");
            },
            "rejected"::equals);
  }

  /** How often the carrier was asked how far it is. */
  private static long questions(String content) {
    return SimulatedCarriers.host().twilio().requests().stream()
        .filter(request -> request.method().equals("GET"))
        .filter(request -> request.path().endsWith(content + "/ApprovalRequests"))
        .count();
  }

  /** WhatsApp decides, and the carrier is asked. */
  private void decide(String id, String content, String status, String reason) {
    SimulatedCarriers.host().twilio().reviewContent(content, status, reason);
    askAllOf(id);
    patiently().until(() -> approval(id).extract().path("approvals[0].state"), status::equals);
  }

  private void askAllOf(String id) {
    database.execute(
        "update template_approval set poll_at = now() - interval '1 hour' where template_id = ?",
        id);
    watchApprovals.askAll().await().atMost(Duration.ofSeconds(20));
  }

  private static Fields formOf(String to) {
    return SimulatedCarriers.host().twilio().requests().stream()
        .filter(request -> request.method().equals("POST"))
        .filter(request -> request.path().endsWith("/Messages.json"))
        .map(ReceivedRequest::form)
        .filter(form -> ("whatsapp:" + to).equals(form.get("To")))
        .findFirst()
        .orElseThrow();
  }
}
