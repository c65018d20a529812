package dev.ramal.messaging.tenancy;

import static dev.ramal.messaging.fixtures.MessagingFixture.at;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.fact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.post;
import static dev.ramal.messaging.fixtures.MessagingFixture.send;
import static dev.ramal.messaging.fixtures.MessagingFixture.status;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;

import dev.ramal.events.Carrier;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.Topics;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.Tokens;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MessagingTest
class TwoOrganizationsTest {
  @Inject MessagingFixture fixture;

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
  }

  @Test
  @DisplayName("MSG-60 another organization sees no message and no conversation")
  void shouldHideEverythingFromAnotherOrganization() {
    // Given
    String to = contact();
    String id = send("ana", to, "twilio", "segredo de Aurora");
    String thread = get("ana", "/api/messages/" + id).extract().path("conversationId");
    // Then
    for (String stranger : new String[] {"breno", "bia"}) {
      get(stranger, "/api/messages/" + id).statusCode(404).body("code", equalTo("MESSAGES-0002"));
      get(stranger, "/api/conversations/" + thread)
          .statusCode(404)
          .body("code", equalTo("MESSAGES-0003"));
      get(stranger, "/api/messages").statusCode(200).body("items.id", not(hasItem(id)));
      get(stranger, "/api/conversations").statusCode(200).body("items.id", not(hasItem(thread)));
      get(stranger, "/api/messages?conversationId=" + thread).body("items", hasSize(0));
    }
    get("bruno", "/api/messages/" + id).statusCode(200);
    get("vera", "/api/conversations/" + thread).statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("MSG-61 the same key, contact and text in two organizations are two messages")
  void shouldKeepTwoOrganizationsApartWhenTheySendTheSame(String carrier) {
    // Given
    String to = contact();
    String key = UUID.randomUUID().toString();
    Map<String, String> body =
        Map.of("to", to, "channel", "sms", "body", "igual", "carrier", carrier);
    // When
    String aurora = post("ana", key, body).then().statusCode(201).extract().path("id");
    String boreal = post("breno", key, body).then().statusCode(201).extract().path("id");
    // Then
    assertThat(boreal).isNotEqualTo(aurora);
    patiently().until(() -> at(carrier, to).size() == 2);
    assertThat(at(carrier, to))
        .extracting(
            message ->
                carrier.equals("twilio")
                    ? message.getString("from")
                    : message.getJsonObject("from").getString("phone_number"))
        .containsExactlyInAnyOrder(
            Organization.AURORA.ours(carrier), Organization.BOREAL.ours(carrier));
    get("breno", "/api/conversations")
        .body(
            "items.ourNumber",
            everyItem(
                oneOf(
                    MessagingFixture.BOREAL_TWILIO,
                    MessagingFixture.BOREAL_TWILIO_TOO,
                    MessagingFixture.BOREAL_TELNYX)));
    get("breno", "/api/conversations?contact=%2B" + to.substring(1))
        .body("items.ourNumber", contains(Organization.BOREAL.ours(carrier)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("MSG-62 a receipt of one organization does not move a message of another")
  void shouldNotApplyAReceiptOfAnotherOrganization(String carrier) {
    // Given
    String to = contact();
    String id = send("ana", to, carrier, "meu");
    String other = send("breno", to, carrier, "outro");
    patiently().until(() -> status("breno", other).equals("sending"));
    patiently().until(() -> status("ana", id).equals("sending"));
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES)) {
      // When
      probe.send(delivered(carrier, id));
      probe.send(delivered(carrier, other));
      // Then
      patiently().until(() -> status("breno", other).equals("delivered"));
      assertThat(status("ana", id)).isEqualTo("sending");
    }
  }

  @Test
  @DisplayName("MSG-63 roles: who may send, who may read, and what sales people see")
  void shouldHoldRoles() {
    // Given
    String to = contact();
    Map<String, String> body = Map.of("to", to, "channel", "sms", "body", "papéis");
    String id = post("bruno", null, body).then().statusCode(201).extract().path("id");
    String thread = get("bruno", "/api/messages/" + id).extract().path("conversationId");
    // Then
    post("vera", null, body).then().statusCode(403);
    post("davi", null, body).then().statusCode(403);
    get("davi", "/api/messages").statusCode(403);
    get("olga", "/api/conversations").statusCode(403);
    given().get("/api/messages").then().statusCode(401);
    given().contentType("application/json").body(body).post("/api/messages").then().statusCode(401);
    get("ana", "/api/messages/" + id).statusCode(404);
    get("ana", "/api/conversations/" + thread).statusCode(404);
    get("carla", "/api/messages/" + id).statusCode(200);
    given()
        .auth()
        .oauth2(Tokens.of("gil"))
        .header("X-Org-Id", "boreal")
        .get("/api/messages/" + id)
        .then()
        .statusCode(404);
    given().auth().oauth2(Tokens.of("gil")).get("/api/messages").then().statusCode(400);
  }

  @Test
  @DisplayName("MSG-64 nobody takes over a colleague's conversation, and a key belongs to a person")
  void shouldLeaveAConversationWithItsOwner() {
    // Given
    String to = contact();
    String id = send("ana", to, "twilio", "sou a Ana");
    String thread = get("ana", "/api/messages/" + id).extract().path("conversationId");
    Map<String, String> body = Map.of("to", to, "channel", "sms", "body", "e eu");
    String key = UUID.randomUUID().toString();
    // When
    gil()
        .contentType("application/json")
        .header("Idempotency-Key", key)
        .body(body)
        .post("/api/messages")
        .then()
        .statusCode(409)
        .body("code", equalTo("MESSAGES-0006"))
        .body("conversationId", nullValue());
    post("bruno", key, body).then().statusCode(201);
    // Then
    gil().get("/api/conversations/" + thread).then().statusCode(404);
    gil().get("/api/messages").then().statusCode(200).body("items.id", not(hasItem(id)));
    get("ana", "/api/conversations/" + thread)
        .statusCode(200)
        .body("ownerName", startsWith("Ana"))
        .body("messages", hasSize(2));
    String another = contact();
    Map<String, String> same = Map.of("to", another, "channel", "sms", "body", "igual");
    String mine = post("ana", key + "b", same).then().statusCode(201).extract().path("id");
    post("ana", key + "b", same).then().statusCode(201).body("id", equalTo(mine));
    post("bruno", key + "b", same).then().statusCode(not(201));
  }

  @Test
  @DisplayName("MSG-65 a manager gives a conversation away, and whoever writes next owns it")
  void shouldGiveAConversationAway() {
    // Given
    String to = contact();
    String id = send("ana", to, "twilio", "sou a Ana");
    String thread = get("ana", "/api/messages/" + id).extract().path("conversationId");
    String owner = "/api/conversations/" + thread + "/owner";
    Map<String, String> body = Map.of("to", to, "channel", "sms", "body", "sou o Gil");
    // When
    ApiUser.as("ana").request().delete(owner).then().statusCode(403);
    ApiUser.as("bia").request().delete(owner).then().statusCode(404);
    ApiUser.as("bruno").request().delete(owner).then().statusCode(204);
    // Then
    gil().get("/api/messages").then().statusCode(200).body("items.id", hasItem(id));
    gil()
        .contentType("application/json")
        .body(body)
        .post("/api/messages")
        .then()
        .statusCode(201)
        .body("conversationId", equalTo(thread));
    post("ana", null, body).then().statusCode(409);
    get("ana", "/api/conversations/" + thread).statusCode(404);
  }

  /** A colleague of Ana's. */
  private static RequestSpecification gil() {
    return given().auth().oauth2(Tokens.of("gil")).header("X-Org-Id", "aurora");
  }

  private static dev.ramal.events.Event<?> delivered(String carrier, String id) {
    return fact(
        Tenants.BOREAL,
        id,
        UUID.randomUUID().toString(),
        GatewayFacts.status(
            Carrier.of(carrier), id, "SM" + UUID.randomUUID(), MessageStatus.DELIVERED));
  }
}
