package dev.ramal.crm.connections;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.kit.secrets.SecretCipher;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tokens;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CrmTest
class ConnectionResourceTest {
  private static final String SETTINGS =
      "{\"clientId\":\"app-1\",\"clientSecret\":\"hush-secret\",\"refreshToken\":\"hush-refresh\"}";

  @Inject SecretCipher cipher;

  @Test
  @DisplayName("CRM-20 an administrator connects the CRM; no secret is shown or stored plain")
  void shouldConnectWithoutShowingSecrets() {
    // When
    given()
        .auth()
        .oauth2(Tokens.of("bia"))
        .contentType(ContentType.JSON)
        .body(SETTINGS)
        .put("/api/crm/connection")
        .then()
        .statusCode(200)
        .body("state", equalTo("connected"))
        .body("crm", equalTo("rdstation"))
        .body(not(containsString("hush")));

    // Then
    assertThat(Postgres.database("crm").rows("select * from crm_connection").toString())
        .contains("v1:")
        .doesNotContain("hush");
  }

  @Test
  @DisplayName("CRM-21 the connection of another organization is not seen")
  void shouldNotShowTheConnectionOfAnotherOrganization() {
    // Given
    shouldConnectWithoutShowingSecrets();

    // Then
    given()
        .auth()
        .oauth2(Tokens.of("olga"))
        .get("/api/crm/connection")
        .then()
        .statusCode(200)
        .body(not(containsString("app-1")));
    given()
        .auth()
        .oauth2(Tokens.of("olga"))
        .header("X-Org-Id", "boreal")
        .get("/api/crm/connection")
        .then()
        .statusCode(403);
  }

  @Test
  @DisplayName("CRM-23 connecting changes no other organization's connection")
  void shouldNotChangeTheConnectionOfAnotherOrganization() {
    // Given
    shouldConnectWithoutShowingSecrets();
    Map<String, Object> before = connectionOf("boreal");

    // When
    given()
        .auth()
        .oauth2(Tokens.of("carla"))
        .contentType(ContentType.JSON)
        .body(SETTINGS.replace("app-1", "app-2"))
        .put("/api/crm/connection")
        .then()
        .statusCode(200);
    given()
        .auth()
        .oauth2(Tokens.of("carla"))
        .header("X-Org-Id", "boreal")
        .contentType(ContentType.JSON)
        .body(SETTINGS.replace("app-1", "app-3"))
        .put("/api/crm/connection")
        .then()
        .statusCode(403);

    // Then
    assertThat(connectionOf("boreal")).isEqualTo(before);
    assertThat(connectionOf("aurora")).containsEntry("client_id", "app-2");
  }

  @Test
  @DisplayName("CRM-22 only an administrator connects, and each missing field is named")
  void shouldRefuseOthersAndNameMissingFields() {
    // Then
    given()
        .auth()
        .oauth2(Tokens.of("breno"))
        .contentType(ContentType.JSON)
        .body(SETTINGS)
        .put("/api/crm/connection")
        .then()
        .statusCode(403);
    given()
        .contentType(ContentType.JSON)
        .body(SETTINGS)
        .put("/api/crm/connection")
        .then()
        .statusCode(401);
    given()
        .auth()
        .oauth2(Tokens.of("bia"))
        .contentType(ContentType.JSON)
        .body("{\"clientId\":\"app-1\"}")
        .put("/api/crm/connection")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors.field", hasItem("clientSecret"))
        .body("errors.field", hasItem("refreshToken"));
  }

  @Test
  @DisplayName("CRM-24 what was sealed for an organization can be opened by its own name")
  void shouldSealUnderTheOrganization() {
    // When
    shouldConnectWithoutShowingSecrets();

    // Then
    Map<String, Object> stored = connectionOf("boreal");
    assertThat(cipher.open((String) stored.get("client_secret"), "boreal"))
        .isEqualTo("hush-secret");
    assertThat(cipher.open((String) stored.get("refresh_token"), "boreal"))
        .isEqualTo("hush-refresh");
  }

  @Test
  @DisplayName("CRM-25 a CRM that is not built in is refused, and those that are are named")
  void shouldNameTheKnownCrms() {
    // Then
    given()
        .auth()
        .oauth2(Tokens.of("bia"))
        .contentType(ContentType.JSON)
        .body(SETTINGS.replace("{", "{\"crm\":\"unheard-of\","))
        .put("/api/crm/connection")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("title", equalTo("There is no such CRM"))
        .body("errors[0].allowed", hasItem("rdstation"));
  }

  private static Map<String, Object> connectionOf(String tenant) {
    return Postgres.database("crm")
        .rows("select * from crm_connection where tenant = ?", tenant)
        .get(0);
  }
}
