package dev.ramal.kit.identity;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.ramal.kit.app.ExpiredToken;
import dev.ramal.kit.app.KitTest;
import dev.ramal.testkit.Tokens;
import io.restassured.specification.RequestSpecification;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@KitTest
class CallerTest {
  private static final String PROBLEM = "application/problem+json";

  @Test
  void shouldActInTheOnlyOrganizationOfTheToken() {
    as("ana")
        .get("/notes/me")
        .then()
        .statusCode(200)
        .body("tenant", equalTo("aurora"))
        .body("username", equalTo("ana"))
        .body("sales", equalTo("true"));
  }

  @Test
  void shouldHaveOnlyTheRolesOfTheChosenOrganization() {
    as("gil")
        .header("X-Org-Id", "boreal")
        .get("/notes/me")
        .then()
        .statusCode(200)
        .body("tenant", equalTo("boreal"))
        .body("sales", equalTo("false"));
  }

  @Test
  void shouldAskWhoHasSeveralOrganizationsToChoose() {
    as("gil")
        .get("/notes/me")
        .then()
        .statusCode(400)
        .contentType(PROBLEM)
        .body("errors[0].field", equalTo("X-Org-Id"))
        .body("errors[0].allowed", hasItems("aurora", "boreal"));
  }

  @Test
  void shouldRefuseAnOrganizationThatIsNotInTheToken() {
    as("ana")
        .header("X-Org-Id", "boreal")
        .get("/notes/me")
        .then()
        .statusCode(403)
        .contentType(PROBLEM)
        .body("code", equalTo("RAMAL-0441"));
  }

  @Test
  void shouldRefuseWhoLacksTheRole() {
    as("davi")
        .get("/notes/me")
        .then()
        .statusCode(403)
        .contentType(PROBLEM)
        .body("code", equalTo("RAMAL-0403"));
  }

  @Test
  void shouldRefuseWhoHasNoToken() {
    given()
        .get("/notes/me")
        .then()
        .statusCode(401)
        .contentType(PROBLEM)
        .header("WWW-Authenticate", equalTo("Bearer"))
        .body("code", equalTo("RAMAL-0401"))
        .body("instance", equalTo("/notes/me"));
  }

  @Test
  void shouldRefuseAForgedToken() {
    given()
        .auth()
        .oauth2(Tokens.of("ana") + "x")
        .get("/notes/me")
        .then()
        .statusCode(401)
        .contentType(PROBLEM)
        .header("WWW-Authenticate", startsWith("Bearer error=\"invalid_token\""))
        .body("code", equalTo("RAMAL-0445"));
  }

  @Test
  void shouldTellWhoseTokenHasExpiredToTakeAnother() {
    given()
        .auth()
        .oauth2(ConfigProvider.getConfig().getValue(ExpiredToken.PROPERTY, String.class))
        .get(ExpiredToken.PATH)
        .then()
        .statusCode(401)
        .contentType(PROBLEM)
        .header("WWW-Authenticate", containsString("The access token has expired"))
        .body("code", equalTo("RAMAL-0444"));
    given()
        .auth()
        .oauth2(Tokens.of("ana"))
        .get(ExpiredToken.PATH)
        .then()
        .statusCode(401)
        .body("code", equalTo("RAMAL-0445"));
  }

  @Test
  void shouldRefuseATokenThatIsNoAccessToken() {
    given()
        .auth()
        .oauth2(Tokens.idTokenOf("ana"))
        .get("/notes/me")
        .then()
        .statusCode(401)
        .contentType(PROBLEM);
  }

  @Test
  void shouldLetAServiceNameTheOrganization() {
    given()
        .auth()
        .oauth2(Tokens.service("webhook-gateway"))
        .header("X-Org-Id", "boreal")
        .get("/notes/service")
        .then()
        .statusCode(200)
        .body("tenant", equalTo("boreal"));
  }

  @Test
  void shouldKeepPeopleAwayFromWhatIsForServices() {
    as("carla").get("/notes/service").then().statusCode(403);
  }

  @Test
  void shouldTellNothingOfAnUnexpectedFailure() {
    given()
        .get("/notes/open")
        .then()
        .statusCode(500)
        .contentType(PROBLEM)
        .body("code", equalTo("RAMAL-0500"))
        .body(not(containsString("secret")));
  }

  @Test
  void shouldNameTheFieldThatIsNotValid() {
    as("ana")
        .contentType("application/json")
        .body("{\"id\":\" \"}")
        .post("/notes")
        .then()
        .statusCode(400)
        .contentType(PROBLEM)
        .body("errors[0].field", equalTo("id"));
  }

  @Test
  void shouldNameTheFieldThatHasTheWrongType() {
    as("ana")
        .contentType("application/json")
        .body("{\"id\":\"a\",\"delayMillis\":\"soon\"}")
        .post("/notes")
        .then()
        .statusCode(400)
        .contentType(PROBLEM)
        .body("errors[0].field", equalTo("delayMillis"));
  }

  @Test
  void shouldSayWhereTheJsonBreaks() {
    as("ana")
        .contentType("application/json")
        .body("{\"id\":")
        .post("/notes")
        .then()
        .statusCode(400)
        .contentType(PROBLEM)
        .body("detail", containsString("line 1"));
  }

  @Test
  void shouldAnswerAWrongPathMethodOrMediaTypeWithAProblem() {
    as("ana").get("/nothing").then().statusCode(404).contentType(PROBLEM);
    as("ana").delete("/notes/me").then().statusCode(405).contentType(PROBLEM);
    as("ana")
        .contentType("text/plain")
        .body("x")
        .post("/notes")
        .then()
        .statusCode(415)
        .contentType(PROBLEM);
  }

  private static RequestSpecification as(String user) {
    return given().auth().oauth2(Tokens.of(user));
  }
}
