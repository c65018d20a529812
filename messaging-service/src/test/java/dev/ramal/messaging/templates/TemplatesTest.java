package dev.ramal.messaging.templates;

import static dev.ramal.messaging.fixtures.MessagingFixture.atTelnyx;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.post;
import static dev.ramal.messaging.templates.TemplateFixture.change;
import static dev.ramal.messaging.templates.TemplateFixture.create;
import static dev.ramal.messaging.templates.TemplateFixture.name;
import static dev.ramal.messaging.templates.TemplateFixture.preview;
import static dev.ramal.messaging.templates.TemplateFixture.send;
import static dev.ramal.messaging.templates.TemplateFixture.sms;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.fixtures.ApiUser;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@MessagingTest
class TemplatesTest {
  @Inject MessagingFixture fixture;

  private final Postgres database = Postgres.database("messaging");

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
  }

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("MSG-185 a template is kept, seen before it is sent, and changed by versions")
  void shouldKeepATemplateInVersions(Organization organization) {
    // Given
    String seller = organization.seller();
    String colleague = organization.admin();
    String stranger = organization.stranger().seller();
    String name = name();
    String id =
        create(
            seller,
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
    preview(seller, id, Map.of("variables", Map.of("lead_name", "João", "1", "às 10h")))
        // Then
        .statusCode(200)
        .body("text", equalTo("Oi João, não esqueça: às 10h."))
        .body("encoding", equalTo("ucs-2"))
        .body("segments", equalTo(1))
        .body("version", equalTo(1));
    preview(seller, id, Map.of("variables", Map.of("lead_name", "João", "2", "x")))
        .statusCode(422)
        .body("code", equalTo("MESSAGES-0042"))
        .body("errors.field", contains("variables.1", "variables.2"));
    change(seller, id, Map.of("body", "Ola {{lead_name}}!"))
        .statusCode(200)
        .body("version", equalTo(2))
        .body("variables", contains("lead_name"));
    preview(seller, id, Map.of("version", 1, "variables", Map.of("lead_name", "A", "1", "B")))
        .statusCode(200)
        .body("text", equalTo("Oi A, não esqueça: B."));
    get(seller, "/api/templates/" + id + "/versions?limit=1")
        .statusCode(200)
        .body("items.version", contains(2));
    get(seller, "/api/templates?channel=sms&category=follow-up").body("items.name", hasItem(name));
    create(400, seller, Map.of("name", "Olá", "category", "closing", "channel", "sms", "body", "x"))
        .body("code", equalTo("MESSAGES-0044"))
        .body("errors.field", contains("name"));
    create(409, colleague, sms(name, "Outro")).body("code", equalTo("MESSAGES-0045"));
    String theirs = create(stranger, sms(name, "De outra organização"));
    change(stranger, id, Map.of("body", "x")).statusCode(404);
    ApiUser.as(stranger).request().delete("/api/templates/" + id).then().statusCode(404);
    ApiUser.as(seller).request().delete("/api/templates/" + id).then().statusCode(204);
    get(seller, "/api/templates").body("items.name", not(hasItem(name)));
    create(colleague, sms(name, "Outro"));
    get(stranger, "/api/templates/" + theirs)
        .statusCode(200)
        .body("version", equalTo(1))
        .body("name", equalTo(name));
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
      // Given: one organization each
      Organization organization =
          carrier.equals("twilio") ? Organization.AURORA : Organization.BOREAL;
      String seller = organization.seller();
      String name = name();
      String id = create(seller, sms(name, "Oi {{1}}, a proposta da {{2}} está pronta"));
      String to = contact();
      Map<String, String> values = Map.of("1", "Joa\u0303o", "2", "{{1}}");
      // When
      String message =
          send(seller, to, "sms", carrier, Map.of("name", name, "variables", values), 201)
              .body("body", equalTo("Oi João, a proposta da {{1}} está pronta"))
              .body("template.id", equalTo(id))
              .body("template.version", equalTo(1))
              .body("template.approved", equalTo(false))
              .body("segments", equalTo(1))
              .extract()
              .path("id");
      change(seller, id, Map.of("body", "Outro texto {{1}}, {{2}}")).statusCode(200);
      // Then
      patiently().until(() -> atTwilio(to).size() + atTelnyx(to).size() == 1);
      get(seller, "/api/messages/" + message).body("template.version", equalTo(1));
      send(seller, to, "sms", carrier, Map.of("id", id, "variables", Map.of("1", "a")), 422)
          .body("code", equalTo("MESSAGES-0042"))
          .body("errors.field", contains("template.variables.2"));
      send(organization.stranger().seller(), to, "sms", carrier, Map.of("name", name), 422)
          .body("code", equalTo("MESSAGES-0041"));
      send(seller, to, "whatsapp", carrier, Map.of("id", id, "variables", values), 422)
          .body("code", equalTo("MESSAGES-0047"))
          .body("errors.field", contains("channel"));
      send(seller, to, "sms", carrier, Map.of("name", "nenhum"), 422)
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

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("MSG-192 variants go to contacts by the split, each as itself")
  void shouldSendEachContactItsVariant(Organization organization) {
    // Given
    String seller = organization.seller();
    String id =
        create(
            seller,
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
        String carrier = i % 2 == 0 ? "twilio" : "telnyx";
        send(seller, to, "sms", carrier, Map.of("id", id, "variables", Map.of("1", "Ana")), 201)
            // Then
            .body("carrier", equalTo(carrier))
            .body("template.variant", equalTo(expected))
            .body("body", equalTo(expected.equals("A") ? "Oi Ana" : "Ola Ana"));
      }
      preview(seller, id, Map.of("to", to, "variables", Map.of("1", "Ana")))
          .body("variant", equalTo(expected));
    }
    get(organization.stranger().admin(), "/api/templates/" + id + "/statistics").statusCode(404);
    get(seller, "/api/templates/" + id + "/statistics")
        .statusCode(200)
        .body("messages", equalTo(8))
        .body("comparison.state", equalTo("running"))
        .body("comparison.winner", nullValue());
  }
}
