package dev.ramal.crm.connections;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.kit.secrets.SecretCipher;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.simulators.rdstation.RdAccount;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.Tokens;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CrmTest
class ConnectionResourceTest {
  private static final String SETTINGS =
      "{\"clientId\":\"app-1\",\"clientSecret\":\"hush-secret\",\"refreshToken\":\"hush-refresh\"}";

  private final Postgres crm = Postgres.database("crm");

  @Inject SecretCipher cipher;
  @Inject BegunAuthorizations authorizations;
  @Inject CrmConnectionRepository connections;
  @Inject SqlTransactions transactions;

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

  @Test
  @DisplayName("CRM-159 the code of the CRM's page connects once, and a dead one says what to do")
  void shouldConnectWithTheCodeOfThePage() {
    // Given
    String redirect = "https://vendas.exemplo.com.br/crm";
    RdAccount account =
        RdStation.crm()
            .register(
                new RdAccount("app-9", "hush-secret", "none", "code-9", redirect, "of boreal"));
    Map<String, String> body = codeOf(account, begun("bia", "app-9", redirect), redirect);

    // When
    authorize("breno", body).statusCode(403);
    authorize("bia", Map.of("clientId", "app-9"))
        .statusCode(400)
        .body("errors.field", hasItem("code"))
        .body("errors.field", hasItem("redirectUri"));
    authorize("bia", body)
        .statusCode(200)
        .body("state", equalTo("connected"))
        .body("clientId", equalTo("app-9"))
        .body(not(containsString("hush")));

    // Then
    assertThat(cipher.open((String) connectionOf("boreal").get("access_token"), "boreal"))
        .isNotBlank();
    assertThat(RdStation.crm().requests())
        .filteredOn(request -> request.body().contains("app-9"))
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.body())
                    .contains("grant_type=authorization_code", "code=code-9", "redirect_uri=")
                    .doesNotContain("refresh_token"));
    authorize("bia", codeOf(account, begun("bia", "app-9", redirect), redirect))
        .statusCode(422)
        .body("title", equalTo("The CRM does not take the code"));
    assertThat(connectionOf("boreal")).containsEntry("client_id", "app-9");
    given()
        .auth()
        .oauth2(Tokens.of("bia"))
        .queryParam("clientId", "app-9")
        .queryParam("redirectUri", redirect)
        .get("/api/crm/connection/authorization")
        .then()
        .statusCode(200)
        .body("url", containsString("client_id=app-9"));
    given()
        .auth()
        .oauth2(Tokens.of("bia"))
        .get("/api/crm/connection/authorization")
        .then()
        .statusCode(400);
  }

  @Test
  @DisplayName(
      "CRM-255 a code is taken with the state that its page was opened with, once, in time")
  void shouldTakeACodeOnlyWithItsState() {
    // Given
    String redirect = "https://vendas.exemplo.com.br/crm";
    RdAccount account =
        RdStation.crm()
            .register(
                new RdAccount("app-10", "hush-secret", "none", "code-10", redirect, "of boreal"));
    String other = redirect + "/2";
    String late = begun("bia", "app-10", redirect);
    crm.execute("update crm_authorization set expires_at = now() - interval '1 second'");
    String mine = begun("bia", "app-10", redirect);
    String elsewhere = begun("bia", "app-10", other);
    String anotherApplication = begun("bia", "app-11", redirect);
    String ofAurora = begun("carla", "app-10", redirect);

    // Then
    for (String state : List.of("made-up", late, elsewhere, anotherApplication, ofAurora)) {
      notBegun("bia", codeOf(account, state, redirect));
    }
    notBegun("carla", codeOf(account, mine, redirect));
    authorize("bia", Map.of("clientId", "app-10"))
        .statusCode(400)
        .body("errors.field", hasItem("state"));
    authorize("bia", codeOf(account, mine, redirect))
        .statusCode(200)
        .body("clientId", equalTo("app-10"));
    notBegun("bia", codeOf(account, mine, redirect));
  }

  @Test
  @DisplayName("CRM-256 of the state of a page the hash is stored, and not for long")
  void shouldStoreNoState() {
    // Given
    crm.execute("delete from crm_authorization");
    String state = begun("bia", "app-12", "https://vendas.exemplo.com.br/crm");
    String again = begun("bia", "app-12", "https://vendas.exemplo.com.br/crm");

    // When
    List<Map<String, Object>> stored = crm.rows("select * from crm_authorization");
    crm.execute(
        "update crm_authorization set expires_at = now() - interval '1 second' where ctid ="
            + " (select ctid from crm_authorization limit 1)");
    authorizations.purge().await().atMost(Duration.ofSeconds(5));

    // Then
    assertThat(state).hasSize(43).isNotEqualTo(again);
    assertThat(stored).hasSize(2);
    assertThat(stored.toString()).doesNotContain(state).doesNotContain(again);
    assertThat(crm.count("crm_authorization")).isEqualTo(1);
  }

  @Test
  @DisplayName("CRM-262 trouble with the CRM has lasted since it was told of first")
  void shouldTellSinceWhenTroubleLasts() {
    // Given
    shouldConnectWithoutShowingSecrets();
    told("the CRM answered 500");
    crm.execute("update crm_connection set fault_at = timestamptz '2026-11-03 15:00:00Z'");
    Object first = connectionOf("boreal").get("fault_at");

    // When
    told("the CRM answered 503");

    // Then
    assertThat(connectionOf("boreal"))
        .containsEntry("fault", "the CRM answered 503")
        .containsEntry("fault_at", first);
    crm.execute("update crm_connection set fault = null, fault_at = null");
    told("the CRM answered 503");
    assertThat(connectionOf("boreal").get("fault_at")).isNotEqualTo(first);
    crm.execute("update crm_connection set fault = null, fault_at = null");
  }

  private void told(String fault) {
    transactions
        .inTenant(Tenants.BOREAL, sql -> connections.told(sql, Tenants.BOREAL, fault))
        .await()
        .atMost(Duration.ofSeconds(5));
  }

  /** Answers the state that the page is opened with. */
  private static String begun(String admin, String clientId, String redirect) {
    JsonPath page =
        given()
            .auth()
            .oauth2(Tokens.of(admin))
            .queryParam("clientId", clientId)
            .queryParam("redirectUri", redirect)
            .get("/api/crm/connection/authorization")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(page.getString("url")).endsWith("&state=" + page.getString("state"));
    return page.getString("state");
  }

  private static Map<String, String> codeOf(RdAccount account, String state, String redirect) {
    return Map.of(
        "clientId", account.clientId(),
        "clientSecret", account.clientSecret(),
        "code", account.code(),
        "state", state,
        "redirectUri", redirect);
  }

  private static void notBegun(String user, Map<String, String> body) {
    authorize(user, body)
        .statusCode(422)
        .body("title", equalTo("The authorization was not begun here, or is over"))
        .body("errors.field", hasItem("state"));
  }

  private static ValidatableResponse authorize(String user, Map<String, String> body) {
    return given()
        .auth()
        .oauth2(Tokens.of(user))
        .contentType(ContentType.JSON)
        .body(body)
        .post("/api/crm/connection/authorization")
        .then();
  }

  private static Map<String, Object> connectionOf(String tenant) {
    return Postgres.database("crm")
        .rows("select * from crm_connection where tenant = ?", tenant)
        .get(0);
  }
}
