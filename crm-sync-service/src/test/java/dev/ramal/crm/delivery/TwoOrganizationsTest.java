package dev.ramal.crm.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ActivitySynced;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.Tokens;
import dev.ramal.testkit.TopicProbe;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two organizations, each with a CRM account of its own, and a person whom both know. */
@CrmTest
class TwoOrganizationsTest {
  private final String mobile = FinishedCalls.newMobile();
  private TopicProbe topics;

  @BeforeEach
  void connect() {
    topics = TopicProbe.on(Topics.CRM);
    RdStation.connect("carla", "crm of aurora");
    RdStation.connect("bia", "crm of boreal");
  }

  @AfterEach
  void close() {
    topics.close();
  }

  @Test
  @DisplayName("CRM-58 two organizations that called the same person each write in their own CRM")
  void shouldWriteEachNoteInTheOwnCrm() {
    // Given
    String ofAurora = openDeal("crm of aurora", "Marina");
    String ofBoreal = openDeal("crm of boreal", "Marina B.");
    String first = FinishedCalls.newId();
    String second = FinishedCalls.newId();

    // When
    topics.send(FinishedCalls.ended(Tenants.AURORA, first, mobile, false, 0, 5));
    topics.send(FinishedCalls.ended(Tenants.BOREAL, second, mobile, false, 0, 9));

    // Then
    assertThat(topics.await(ActivitySynced.class, first).dealId()).isEqualTo(ofAurora);
    assertThat(topics.await(ActivitySynced.class, second).dealId()).isEqualTo(ofBoreal);
    assertThat(RdStation.crm().notes(ofAurora))
        .singleElement()
        .satisfies(note -> assertThat(note.getString("description")).contains(first));
    assertThat(RdStation.crm().notes(ofBoreal))
        .singleElement()
        .satisfies(note -> assertThat(note.getString("description")).contains(second));
  }

  @Test
  @DisplayName("CRM-59 contacts come from the own CRM, also those that are remembered")
  void shouldFindContactsInTheOwnCrm() {
    // Given
    openDeal("crm of aurora", "Marina");
    openDeal("crm of boreal", "Marina B.");

    // Then
    for (int time = 0; time < 2; time++) {
      assertContact("ana", "Marina");
      assertContact("breno", "Marina B.");
    }
  }

  @Test
  @DisplayName("CRM-164 calls with a contact are read newest first, in the own organization only")
  void shouldReadTheCallsOfAContact() {
    // Given
    String ofAurora = openDeal("crm of aurora", "Marina");
    String first = FinishedCalls.newId();
    String second = FinishedCalls.newId();
    topics.send(FinishedCalls.ended(Tenants.AURORA, first, mobile, false, 0, 5));
    String contact = topics.await(ActivitySynced.class, first).contactId();
    topics.send(FinishedCalls.ended(Tenants.AURORA, second, mobile, false, 0, 9));
    topics.await(ActivitySynced.class, second);

    // Then
    calls("ana", contact, "?limit=1")
        .statusCode(200)
        .body("items.callId", contains(second))
        .body("next", notNullValue());
    calls("ana", contact, "")
        .body("items.callId", contains(second, first))
        .body("items[1].talkSeconds", equalTo(5))
        .body("items[1].note", equalTo("synced"))
        .body("items[1].dealId", equalTo(ofAurora))
        .body("next", nullValue());
    calls("breno", contact, "").statusCode(200).body("items", empty());
    calls("davi", contact, "").statusCode(403);
    calls("ana", "a%20b", "").statusCode(400);
  }

  private static ValidatableResponse calls(String user, String contact, String query) {
    return given()
        .auth()
        .oauth2(Tokens.of(user))
        .urlEncodingEnabled(false)
        .get("/api/contacts/" + contact + "/calls" + query)
        .then();
  }

  private void assertContact(String user, String name) {
    given()
        .auth()
        .oauth2(Tokens.of(user))
        .queryParam("phone", mobile)
        .get("/api/contacts")
        .then()
        .statusCode(200)
        .body("items.name", contains(name));
  }

  private String openDeal(String crm, String name) {
    JsonArray phones = new JsonArray().add(new JsonObject().put("phone", mobile));
    String contact =
        RdStation.crm()
            .seed(crm, "contacts", new JsonObject().put("name", name).put("phones", phones));
    JsonObject deal =
        new JsonObject()
            .put("name", "Proposta")
            .put("status", "ongoing")
            .put("contact_ids", new JsonArray().add(contact));
    return RdStation.crm().seed(crm, "deals", deal);
  }
}
