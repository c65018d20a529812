package dev.ramal.messaging.history;

import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.post;
import static dev.ramal.messaging.fixtures.MessagingFixture.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tokens;
import dev.ramal.testkit.fixtures.ApiUser;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MessagingTest
class ListingTest {
  private static final Postgres DATABASE = Postgres.database("messaging");

  @Inject MessagingFixture fixture;

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
  }

  @Test
  @DisplayName("MSG-70 pages follow each other by cursor and Link, newest first")
  void shouldPageByCursorAndLink() {
    // Given
    String to = contact();
    String first = send("ana", to, "twilio", "um");
    String second = send("ana", to, "twilio", "dois");
    String third = send("ana", to, "twilio", "três");
    String number = to.replace("+", "%2B");
    // When
    ExtractableResponse<Response> page = list("/api/messages?limit=2&contact=" + number);
    // Then
    assertThat(page.<List<String>>path("items.id")).containsExactly(third, second);
    assertThat(page.header("Link")).contains("rel=\"next\"").contains("cursor=");
    String next = page.path("next");
    ExtractableResponse<Response> last =
        list("/api/messages?limit=2&contact=" + number + "&cursor=" + next);
    assertThat(last.<List<String>>path("items.id")).containsExactly(first);
    assertThat(last.<String>path("next")).isNull();
    assertThat(last.header("Link")).isNull();
  }

  @Test
  @DisplayName("MSG-71 filters narrow the list; a wrong one is named with what is allowed")
  void shouldFilterAndNameWrongFilters() {
    // Given
    String to = contact();
    String id = send("ana", to, "telnyx", "filtro");
    String number = to.replace("+", "%2B");
    // Then
    get("ana", "/api/messages?channel=sms&direction=outbound&contact=" + number)
        .body("items.id", contains(id));
    String national = to.replaceFirst("\\+55(..)(.....)", "($1)%20$2-");
    get("ana", "/api/messages?contact=" + national).body("items.id", contains(id));
    get("ana", "/api/conversations?contact=" + national).body("items.contact", contains(to));
    get("bia", "/api/messages?contact=" + national).body("items", hasSize(0));
    get("ana", "/api/messages?channel=whatsapp&contact=" + number).body("items", hasSize(0));
    get("ana", "/api/messages?direction=inbound&contact=" + number).body("items", hasSize(0));
    get("ana", "/api/messages?status=gone")
        .statusCode(400)
        .body("errors.field", hasItem("status"))
        .body("errors[0].allowed", hasItem("delivered"));
    get("ana", "/api/messages?limit=201").statusCode(400).body("errors.field", hasItem("limit"));
    get("ana", "/api/messages?cursor=x").statusCode(400).body("errors.field", hasItem("cursor"));
    get("ana", "/api/conversations?channel=sms&contact=" + number)
        .body("items", hasSize(1))
        .body("items[0].contact", equalTo(to))
        .body("items[0].window", nullValue());
  }

  @Test
  @DisplayName("MSG-72 the OpenAPI document names the endpoints and their problems")
  void shouldDescribeItself() {
    // When
    given()
        .queryParam("format", "json")
        .get("/q/openapi")
        .then()
        // Then
        .statusCode(200)
        .body("paths.'/api/messages'.post.operationId", equalTo("sendMessage"))
        .body("paths.'/api/messages'.get.operationId", equalTo("listMessages"))
        .body("paths.'/api/conversations/{id}'.get.operationId", equalTo("getConversation"))
        .body(containsString("template-required"));
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  @DisplayName("MSG-392 a message that cannot be read whole is marked, and holds up no list")
  void shouldListTheOthersBesideAMessageThatCannotBeRead(
      String carrier, Organization organization) {
    // Given
    String seller = organization.seller();
    String to = contact();
    String number = to.replace("+", "%2B");
    String first = send(seller, to, carrier, "um");
    String second = send(seller, to, carrier, "dois");
    String third = send(seller, to, carrier, "três");
    Stream.of(first, second, third).forEach(id -> awaitStatus(seller, id, "sending"));
    Map<String, String> later =
        Map.of("to", to, "channel", "sms", "body", "quatro", "sendAt", "" + tomorrow());
    String waiting = post(seller, null, later).then().statusCode(201).extract().path("id");
    // When
    DATABASE.execute("update message set content = 'no JSON' where id = ?", second);
    DATABASE.execute("update message set media = '{', body = '' where id = ?", waiting);
    // Then
    get(seller, "/api/messages?contact=" + number)
        .statusCode(200)
        .body("items.id", contains(waiting, third, second, first))
        .body("items.unreadable", contains(true, false, true, false))
        .body("items.body", contains("", "três", "dois", "um"))
        .body("items[0].preview", equalTo("Conteúdo ilegível"))
        .body("items[0].media", hasSize(0))
        .body("items[2].content", nullValue());
    String thread =
        get(seller, "/api/messages/" + second)
            .statusCode(200)
            .body("unreadable", equalTo(true))
            .body("status", equalTo("sending"))
            .extract()
            .path("conversationId");
    get(seller, "/api/conversations/" + thread)
        .statusCode(200)
        .body("messages.unreadable", contains(true, false, true, false));
    get(seller, "/api/conversations/with/" + number)
        .statusCode(200)
        .body("messages.unreadable", contains(true, false, true, false));
    get(seller, "/api/messages/" + second + "/permission").statusCode(200);
    // And whoever sees what waits can take it back
    ApiUser.as(seller)
        .request()
        .delete("/api/messages/" + waiting)
        .then()
        .statusCode(200)
        .body("status", equalTo("canceled"))
        .body("unreadable", equalTo(true));
  }

  private static Instant tomorrow() {
    return Instant.now().plus(Duration.ofDays(1));
  }

  private static ExtractableResponse<Response> list(String path) {
    return given()
        .urlEncodingEnabled(false)
        .auth()
        .oauth2(Tokens.of("ana"))
        .get(path)
        .then()
        .statusCode(200)
        .extract();
  }
}
