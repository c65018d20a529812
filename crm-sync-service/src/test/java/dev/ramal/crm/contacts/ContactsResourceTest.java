package dev.ramal.crm.contacts;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tokens;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CrmTest
class ContactsResourceTest {
  private final String mobile = FinishedCalls.newMobile();

  @BeforeEach
  void connect() {
    RdStation.connect("carla");
    RdStation.crm().addContact("Marina", mobile);
  }

  @AfterEach
  void clear() {
    RdStation.faults().clear();
  }

  @Test
  @DisplayName("CRM-44 contacts are found by phone; without connection the caller is told")
  void shouldFindContactsByPhoneOrTellThatNoCrmIsConnected() {
    // Given
    Postgres.database("crm").execute("delete from crm_connection where tenant = 'boreal'");

    // Then
    ask("ana", mobile).statusCode(200).body("items.name", hasItem("Marina"));
    ask("breno", mobile)
        .statusCode(409)
        .contentType("application/problem+json")
        .body("title", equalTo("The CRM is not connected"))
        .body("instance", equalTo("/api/contacts"));
    ask("ana", "11 98765-4321")
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors.field", hasItem("phone"));
  }

  @Test
  @DisplayName("CRM-56 a CRM that throttles or does not answer is told with what to do")
  void shouldTellWhatTheCrmDoes() {
    // Given
    RdStation.faults().arm(RequestFault.tooMany(7).on("rdstation", "GET", "/contacts"), 1);
    RdStation.faults().arm(RequestFault.status(503).on("rdstation", "GET", "/contacts"), 1);

    // Then
    ask("ana", mobile)
        .statusCode(429)
        .contentType("application/problem+json")
        .header("Retry-After", "7")
        .body("title", equalTo("The CRM takes no more requests for a while"))
        .body("instance", equalTo("/api/contacts"));
    ask("ana", mobile)
        .statusCode(502)
        .contentType("application/problem+json")
        .body("title", equalTo("The CRM did not answer"))
        .body("instance", equalTo("/api/contacts"));
    ask("ana", mobile).statusCode(200);
  }

  @Test
  @DisplayName("CRM-57 contacts are for those who work with them, in their own organization")
  void shouldRefuseOtherRolesAndOrganizations() {
    // Then
    ask("davi", mobile).statusCode(403);
    given().queryParam("phone", mobile).get("/api/contacts").then().statusCode(401);
    given()
        .auth()
        .oauth2(Tokens.of("ana"))
        .header("X-Org-Id", "boreal")
        .queryParam("phone", mobile)
        .get("/api/contacts")
        .then()
        .statusCode(403);
  }

  private static ValidatableResponse ask(String user, String phone) {
    return given()
        .auth()
        .oauth2(Tokens.of(user))
        .queryParam("phone", phone)
        .get("/api/contacts")
        .then();
  }
}
