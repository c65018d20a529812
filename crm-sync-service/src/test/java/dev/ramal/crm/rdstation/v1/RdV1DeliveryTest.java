package dev.ramal.crm.rdstation.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.describedAs;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.crm.activity.FailureKind;
import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.HubSpot;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ActivityFailed;
import dev.ramal.events.crm.ActivitySynced;
import dev.ramal.events.crm.ReconnectRequired;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.simulators.http.ReceivedRequest;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Boreal uses RD Station CRM v1 here. */
@CrmTest
class RdV1DeliveryTest {
  private static final String ACCOUNT = "v1 of boreal";
  private static final String ACTIVITIES = "/api/v1/activities";
  private static final String CONTACTS = "/api/v1/contacts";
  private static final String DEALS = "/api/v1/deals";
  private static final String ASK = "update jobs set due_at = now()";
  private static final String UNKNOWN = " where subject = ? and state = 'UNKNOWN'";

  private final Postgres crm = Postgres.database("crm");
  private final String call = FinishedCalls.newId();
  private final String token = "hush" + call.replace("-", "");
  private final String mobile = FinishedCalls.newMobile();
  private TopicProbe topics;
  private String author;
  private String contact;
  private String deal;

  @Inject SpanAddresses traces;

  @BeforeEach
  void connect() {
    topics = TopicProbe.on(Topics.CRM);
    String email = call + "@exemplo.com.br";
    author =
        RdStation.crm()
            .seed(ACCOUNT, "users", new JsonObject().put("name", "Bia").put("email", email));
    RdStation.crm().registerV1(token, ACCOUNT, email);
    contact = openContact();
    deal = addDeal(contact, "paused");
    addDeal(contact, "lost");
    enter(Map.of("crm", RdV1Crm.NAME, "token", token)).statusCode(200);
  }

  @AfterEach
  void clear() {
    RdStation.faults().clear();
    topics.close();
  }

  @Test
  @DisplayName("CRM-226 a token alone connects v1: a call becomes one note of the token's user")
  void shouldWriteANoteOfTheTokensUser() {
    // When
    endCall();

    // Then
    assertThat(topics.await(ActivitySynced.class, call).dealId()).isEqualTo(deal);
    assertThat(RdStation.crm().notes(deal))
        .singleElement()
        .satisfies(
            note -> {
              assertThat(note.getString("description")).contains(call);
              assertThat(note.getString("user_id")).isEqualTo(author);
            });
  }

  @Test
  @DisplayName("CRM-227 a note of v1 whose answer was lost is looked for, and not written again")
  void shouldNotRepeatANoteOfUnknownFate() {
    // Given
    RdStation.faults().arm(RequestFault.tooMany(1).on("rdstation", "GET", "/api/v1/contacts"), 1);
    RdStation.faults()
        .arm(RequestFault.resetAfterAccepting().on("rdstation", "POST", ACTIVITIES), 1);

    // When
    endCall();

    // Then
    topics.await(ActivitySynced.class, call);
    assertThat(RdStation.crm().notes(deal)).hasSize(1);
  }

  @Test
  @DisplayName("CRM-228 which credentials a CRM wants is named field by field")
  void shouldNameTheCredentialsThatAreWanted() {
    // Then
    enter(Map.of("crm", RdV1Crm.NAME, "clientId", "app", "token", " "))
        .statusCode(400)
        .body("errors.field", containsInAnyOrder("clientId", "token"));
    enter(Map.of("crm", "hubspot", "clientId", "app", "token", token))
        .statusCode(400)
        .body("errors.field", containsInAnyOrder("clientSecret", "refreshToken", "token"))
        .body(not(containsString(token)));
    enter(Map.of()).statusCode(400).body("title", equalTo("Nothing to connect the CRM with"));
  }

  @Test
  @DisplayName("CRM-229 a token is sealed at rest, and stands in no answer and in no trace")
  void shouldShowTheTokenNowhere() {
    // When
    endCall();
    topics.await(ActivitySynced.class, call);

    // Then
    ApiUser.as("bia")
        .request()
        .get("/api/crm/connection")
        .then()
        .statusCode(200)
        .body("crm", equalTo(RdV1Crm.NAME))
        .body("clientId", nullValue())
        .body(not(containsString("hush")));
    assertThat(Postgres.database("crm").rows("select * from crm_connection").toString())
        .contains("v1:")
        .doesNotContain(token);
    assertThat(RdStation.crm().requests())
        .as("the token came along")
        .anyMatch(
            request ->
                request.path().equals(ACTIVITIES) && request.query().contains("token=" + token));
    assertThat(traces.ended().stream().anyMatch(span -> span.contains(ACTIVITIES))).isTrue();
    assertThat(traces.ended().stream().filter(span -> span.contains(token))).isEmpty();
  }

  @Test
  @DisplayName("CRM-230 a token that is revoked waits for the administrator and loses no call")
  void shouldWaitForTheAdministrator() {
    // Given
    RdStation.crm().revokeV1(token);

    // When
    endCall();

    // Then
    topics.await(ReconnectRequired.class, Tenants.BOREAL.value());
    RdStation.crm().registerV1("fresh" + token, ACCOUNT, call + "@exemplo.com.br");
    enter(Map.of("crm", RdV1Crm.NAME, "token", "fresh" + token)).statusCode(200);
    topics.await(ActivitySynced.class, call);
    assertThat(RdStation.crm().notes(deal)).hasSize(1);
  }

  @Test
  @DisplayName("CRM-231 what was found in a CRM before is not written on in the next one")
  void shouldNotTakeTheDealsOfTheCrmBefore() {
    // Given
    HubSpot.connect("bia", "portal of boreal");
    String before = HubSpot.crm().addContact("portal of boreal", "Marina", mobile);
    HubSpot.crm().addDeal("portal of boreal", "Proposta", before, "qualifiedtobuy");
    ApiUser.as("breno")
        .request()
        .queryParam("phone", mobile)
        .get("/api/contacts")
        .then()
        .statusCode(200);
    enter(Map.of("crm", RdV1Crm.NAME, "token", token)).statusCode(200);

    // When
    endCall();

    // Then
    assertThat(topics.await(ActivitySynced.class, call).dealId()).isEqualTo(deal);
  }

  @Test
  @DisplayName("CRM-343 an agent sees the company of a contact, asked for and remembered")
  void shouldShowTheCompanyOfAContact() {
    // Given
    String phone = FinishedCalls.newMobile();
    JsonObject ofAurora =
        new JsonObject()
            .put("firstname", "Marina")
            .put("phone", phone)
            .put("company", "Aurora Filmes");
    HubSpot.connect("carla", "companies of aurora");
    HubSpot.crm().seed("companies of aurora", "contacts", ofAurora, null);
    String company =
        RdStation.crm()
            .seed(ACCOUNT, "organizations", new JsonObject().put("name", "Boreal Livros"));
    RdStation.crm()
        .seed(
            ACCOUNT,
            "contacts",
            new JsonObject()
                .put("name", "Marina B.")
                .put("phones", new JsonArray().add(new JsonObject().put("phone", phone)))
                .put("organization_id", company));

    // Then
    for (String when : List.of("asked for", "remembered")) {
      companies("ana", phone, describedAs(when, contains("Aurora Filmes")));
      companies("breno", phone, describedAs(when, contains("Boreal Livros")));
    }
    companies("breno", mobile, contains(nullValue()));
  }

  @Test
  @DisplayName(
      "CRM-348 a note of unknown fate is written in no other account of the same CRM, and is listed"
          + " where the one before cannot be asked; two organizations")
  void shouldWriteInOneAccountAlone() {
    // Given
    String ofAurora = FinishedCalls.newId();
    String dealOfAurora = account("carla", "v1 of aurora", Map.of());
    for (String lost : List.of(call, ofAurora)) {
      RdStation.faults()
          .arm(
              RequestFault.resetAfterAccepting().on("rdstation", "POST", ACTIVITIES).holding(lost),
              1);
    }
    endCall();
    topics.send(FinishedCalls.ended(Tenants.AURORA, ofAurora, mobile, false, 0, 5));
    for (String lost : List.of(call, ofAurora)) {
      await().until(() -> crm.execute(ASK + " + interval '1 min'" + UNKNOWN, lost) == 1);
    }
    String before = since();

    // When
    String next = account("bia", "next of boreal", Map.of("otherAccount", true));
    String nextOfAurora = account("carla", "next of aurora", Map.of("otherAccount", true));
    crm.execute("delete from crm_former_access where tenant = 'aurora'");
    for (String lost : List.of(call, ofAurora)) {
      crm.execute(ASK + UNKNOWN, lost);
    }

    // Then
    assertThat(topics.await(ActivitySynced.class, call).dealId()).isEqualTo(deal);
    ActivityFailed listed = topics.await(ActivityFailed.class, ofAurora);
    assertThat(listed.kind()).isEqualTo(FailureKind.FORMER_CRM.word());
    assertThat(RdStation.crm().notes(deal)).hasSize(1);
    assertThat(RdStation.crm().notes(dealOfAurora)).hasSize(1);
    assertThat(RdStation.crm().notes(next)).isEmpty();
    assertThat(RdStation.crm().notes(nextOfAurora)).isEmpty();
    assertThat(since()).as("it is another connection").isGreaterThan(before);
  }

  @Test
  @DisplayName(
      "CRM-350 what an account answers late is not remembered for the next one; what another"
          + " organization remembers stays")
  void shouldNotRememberTheAccountBefore() {
    // Given
    account("carla", "v1 of aurora", Map.of());
    assertThat(namesFound("ana")).isEqualTo("Marina of v1 of aurora");
    RdStation.faults()
        .arm(RequestFault.late(Duration.ofSeconds(1)).on("rdstation", "GET", CONTACTS), 1);
    CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> namesFound("breno"));
    await().until(() -> RdStation.crm().requests().stream().anyMatch(this::isLookUp));

    // When
    account("bia", "next of boreal", Map.of("otherAccount", true));

    // Then
    assertThat(asked.join()).isEqualTo("Marina");
    assertThat(namesFound("breno")).isEqualTo("Marina of next of boreal");
    assertThat(
            crm.value(
                "select contact_name from contact_link where tenant = 'aurora' and phone = ?"
                    + " and checked_at > now() - interval '1 min'",
                mobile))
        .isEqualTo("Marina of v1 of aurora");
  }

  @Test
  @DisplayName(
      "CRM-359 each deal of a contact that v1 only names is read in the account's turn; another"
          + " organization's account is its own")
  void shouldDrawForEachDeal() {
    // Given
    RdV1Account ofAurora = RdV1Account.of("v1 of aurora", mobile);
    ofAurora.connect("carla", Map.of());
    RdStation.faults()
        .arm(RequestFault.late(Duration.ofSeconds(1)).on("rdstation", "GET", CONTACTS), 1);
    CompletableFuture<ValidatableResponse> asked =
        CompletableFuture.supplyAsync(() -> deals("breno", contact));
    await().until(() -> RdStation.crm().requests().stream().anyMatch(this::isReadingTheContact));

    // When
    crm.execute(
        "update job_accounts set refilled_at = now() + interval '1 hour' where tenant = 'boreal'");

    // Then
    asked.join().statusCode(429);
    assertThat(RdStation.crm().requests())
        .noneMatch(request -> request.path().equals(DEALS + "/" + deal));
    deals("ana", ofAurora.contact()).statusCode(200).body("items.id", contains(ofAurora.deal()));
    crm.execute("update job_accounts set refilled_at = now() where tenant = 'boreal'");
    deals("breno", contact).statusCode(200).body("items.id", contains(deal));
  }

  private static ValidatableResponse deals(String user, String contact) {
    return ApiUser.as(user).request().get("/api/contacts/" + contact + "/deals").then();
  }

  private boolean isReadingTheContact(ReceivedRequest request) {
    return request.path().equals(CONTACTS + "/" + contact)
        && request.query().contains("token=" + token);
  }

  private boolean isLookUp(ReceivedRequest request) {
    return request.path().equals(CONTACTS) && request.query().contains("token=" + token);
  }

  private String namesFound(String user) {
    return String.join(
        ", ",
        ApiUser.as(user)
            .request()
            .queryParam("phone", mobile)
            .get("/api/contacts")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getList("items.name", String.class));
  }

  private static String since() {
    return ApiUser.as("bia").request().get("/api/crm/connection").then().extract().path("since");
  }

  /** The person has an open deal there, too; answers its id. */
  private String account(String admin, String account, Map<String, Object> more) {
    RdV1Account entered = RdV1Account.of(account, mobile);
    entered.connect(admin, more);
    return entered.deal();
  }

  private static void companies(String user, String phone, Matcher<?> companies) {
    ApiUser.as(user)
        .request()
        .queryParam("phone", phone)
        .get("/api/contacts")
        .then()
        .statusCode(200)
        .body("items.company", companies);
  }

  private void endCall() {
    topics.send(FinishedCalls.ended(Tenants.BOREAL, call, mobile, false, 0, 5));
  }

  private static ValidatableResponse enter(Map<String, String> settings) {
    return ApiUser.as("bia").request().body(settings).put("/api/crm/connection").then();
  }

  private String openContact() {
    JsonArray phones = new JsonArray().add(new JsonObject().put("phone", mobile));
    return RdStation.crm()
        .seed(ACCOUNT, "contacts", new JsonObject().put("name", "Marina").put("phones", phones));
  }

  private static String addDeal(String contact, String status) {
    return RdStation.crm()
        .seed(
            ACCOUNT,
            "deals",
            new JsonObject()
                .put("name", "Proposta")
                .put("status", status)
                .put("contact_ids", new JsonArray().add(contact)));
  }
}
