package dev.ramal.messaging.history;

import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
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
import dev.ramal.testkit.Tokens;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@MessagingTest
class ListingTest {
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
