package dev.ramal.crm.deals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ActivityFailed;
import dev.ramal.events.crm.ActivitySynced;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@CrmTest
class MatchByRuleTest {
  private static final String PATH = "/api/crm/settings/matching";
  private static final String STAGE = "65f057a6e0000000000000aa";

  private final Postgres crm = Postgres.database("crm");

  @Inject PurgeCreations purgeCreations;
  private final String mobile = FinishedCalls.newMobile();
  private TopicProbe topics;

  @BeforeEach
  void connect() {
    topics = TopicProbe.on(Topics.CRM);
    RdStation.connect("carla");
    RdStation.connect("bia");
  }

  @AfterEach
  void forget() {
    RdStation.faults().clear();
    topics.close();
    crm.execute("delete from match_settings");
  }

  @Test
  @DisplayName("CRM-154 of several open deals the one is taken that the organization's rule names")
  void shouldTakeTheDealOfTheRule() {
    // Given
    String contact = RdStation.crm().addContact("M", mobile);
    String old = deal(contact, "2025-02-01T10:00:00Z");
    String young = deal(contact, "2026-08-01T10:00:00Z");
    deal(contact, "2026-01-01T10:00:00Z");

    // When
    String listed = call(Tenants.BOREAL, 5);
    set("carla", "newest", "list", null);
    String newest = call(Tenants.AURORA, 5);
    ActivitySynced onNewest = topics.await(ActivitySynced.class, newest);
    set("carla", "oldest", "list", null);
    String oldest = call(Tenants.AURORA, 5);

    // Then
    assertThat(onNewest.dealId()).isEqualTo(young);
    assertThat(topics.await(ActivitySynced.class, oldest).dealId()).isEqualTo(old);
    assertThat(topics.await(ActivityFailed.class, listed).kind()).isEqualTo("ambiguous");
  }

  @Test
  @DisplayName("CRM-155 whom nobody knows is entered once, with a deal, where somebody spoke")
  void shouldEnterWhomNobodyKnows() {
    // Given
    set("carla", "list", "create", STAGE);

    // When
    String unanswered = call(Tenants.AURORA, 0);
    assertThat(topics.await(ActivityFailed.class, unanswered).kind()).isEqualTo("no-contact");
    String first = call(Tenants.AURORA, 61);
    String second = call(Tenants.AURORA, 62);

    // Then
    String deal = topics.await(ActivitySynced.class, first).dealId();
    assertThat(topics.await(ActivitySynced.class, second).dealId()).isEqualTo(deal);
    assertThat(RdStation.crm().notes(deal)).hasSize(2);
    assertThat(contacts()).hasSize(1);
    assertThat(deals(contacts().get(0)))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.getString("name")).isEqualTo("Ligação para " + mobile);
              assertThat(one.getString("stage_id")).isEqualTo(STAGE);
            });
  }

  @Test
  @DisplayName(
      "CRM-166 a deal is made for the likeliest contact, and for none of several as likely")
  void shouldMakeTheDealForTheLikeliest() {
    // Given
    set("carla", "list", "create", STAGE);
    String likeliest = RdStation.crm().addContact("M", mobile);
    String rare = RdStation.crm().addContact("N", typed(mobile));
    String shared = FinishedCalls.newMobile();
    List<String> twins =
        List.of(RdStation.crm().addContact("A", shared), RdStation.crm().addContact("B", shared));

    // When
    String one = call(Tenants.AURORA, 61);
    String ofTwins = FinishedCalls.newId();
    topics.send(FinishedCalls.ended(Tenants.AURORA, ofTwins, shared, false, 0, 61));

    // Then
    topics.await(ActivitySynced.class, one);
    assertThat(deals(likeliest)).hasSize(1);
    assertThat(deals(rare)).isEmpty();
    assertThat(topics.await(ActivityFailed.class, ofTwins).kind()).isEqualTo("no-deal");
    assertThat(twins).allSatisfy(twin -> assertThat(deals(twin)).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/contacts", "/deals"})
  @DisplayName("CRM-156 a contact or a deal whose answer was lost is not made again")
  void shouldNotEnterTwiceWhenAnAnswerIsLost(String lost) {
    // Given
    set("carla", "list", "create", STAGE);
    RdStation.faults().arm(RequestFault.resetAfterAccepting().on("rdstation", "POST", lost), 1);

    // When
    String call = call(Tenants.AURORA, 61);

    // Then
    topics.await(ActivitySynced.class, call);
    assertThat(contacts()).hasSize(1);
    assertThat(deals(contacts().get(0))).hasSize(1);
  }

  @Test
  @DisplayName("CRM-168 a deal that was just made is used again, whether or not the CRM lists it")
  void shouldUseAgainWhatWasJustMade() {
    // Given
    set("carla", "list", "create", STAGE);
    String deal = topics.await(ActivitySynced.class, call(Tenants.AURORA, 61)).dealId();
    creationLasts("1 minute");
    RdStation.change(deal, "lost");

    // When
    String soon = call(Tenants.AURORA, 62);
    ActivitySynced onTheSame = topics.await(ActivitySynced.class, soon);
    creationLasts("-1 minute");
    String later = call(Tenants.AURORA, 63);

    // Then
    assertThat(onTheSame.dealId()).isEqualTo(deal);
    assertThat(topics.await(ActivitySynced.class, later).dealId()).isNotEqualTo(deal);
    assertThat(contacts()).hasSize(1);
    assertThat(deals(contacts().get(0))).hasSize(2);
  }

  private void creationLasts(String time) {
    crm.execute(
        "update crm_creation set until = now() + ?::interval where tenant = 'aurora' and phone = ?",
        time,
        mobile);
  }

  @Test
  @DisplayName("CRM-260 the phone of somebody who was entered is kept until that is over")
  void shouldForgetWhoWasEntered() {
    // Given
    crm.execute("delete from crm_creation");
    for (String tenant : List.of("aurora", "boreal")) {
      crm.execute(
          "insert into crm_creation (tenant, phone, until) values (?, '+5511911110001', now() -"
              + " interval '1 second'), (?, '+5511911110002', now() + interval '1 minute')",
          tenant,
          tenant);
    }

    // When
    purgeCreations.round().await().atMost(Duration.ofSeconds(5));

    // Then
    assertThat(crm.rows("select phone from crm_creation"))
        .extracting(row -> row.get("phone"))
        .containsExactly("+5511911110002", "+5511911110002");
    crm.execute("delete from crm_creation");
  }

  @Test
  @DisplayName(
      "CRM-157 an administrator says what becomes of unclear calls; wrong fields are named")
  void shouldLetAdministratorsSetTheRule() {
    // Then
    get("bruno").body("severalDeals", equalTo("list")).body("unknownPeople", equalTo("list"));
    set("carla", "newest", "create", "stage-1");
    get("carla").body("severalDeals", equalTo("newest")).body("stageId", equalTo("stage-1"));
    get("bia").body("severalDeals", equalTo("list")).body("stageId", nullValue());
    put("bruno", body("newest", "list", null)).statusCode(403);
    put("carla", body("latest", "list", null))
        .statusCode(400)
        .body("errors.field", contains(containsString("severalDeals")));
    put("carla", body("newest", "list", "a b"))
        .statusCode(400)
        .body("errors.field", contains(containsString("stageId")));
    get("carla").body("severalDeals", equalTo("newest"));
  }

  @Test
  @DisplayName("CRM-171 who lets deals be made says in which stage")
  void shouldDemandAStageForNewDeals() {
    // Given
    set("carla", "newest", "create", STAGE);

    // When
    ValidatableResponse answer = put("carla", body("list", "create", null));

    // Then
    answer.statusCode(400).body("errors.field", contains("stageId"));
    get("carla").body("severalDeals", equalTo("newest")).body("stageId", equalTo(STAGE));
    set("carla", "list", "list", null);
  }

  private String call(TenantId tenant, int talk) {
    String call = FinishedCalls.newId();
    topics.send(FinishedCalls.ended(tenant, call, mobile, false, 0, talk));
    return call;
  }

  private static String deal(String contact, String createdAt) {
    return RdStation.crm()
        .seed(
            "deals",
            new JsonObject()
                .put("name", "D")
                .put("status", "ongoing")
                .put("contact_ids", new JsonArray().add(contact))
                .put("created_at", createdAt));
  }

  /** As a person in Brazil types it. */
  private static String typed(String mobile) {
    return "(%s) %s-%s"
        .formatted(mobile.substring(3, 5), mobile.substring(5, 10), mobile.substring(10));
  }

  /** Ids of those that hold the number. */
  private List<String> contacts() {
    return all("contacts").stream()
        .filter(contact -> contact.encode().contains(mobile))
        .map(contact -> contact.getString("id"))
        .toList();
  }

  private static List<JsonObject> deals(String contact) {
    return all("deals").stream()
        .filter(deal -> deal.getJsonArray("contact_ids").contains(contact))
        .toList();
  }

  private static List<JsonObject> all(String kind) {
    return RdStation.crm().state().getJsonArray(kind).stream().map(JsonObject.class::cast).toList();
  }

  private static void set(String user, String several, String unknown, String stage) {
    put(user, body(several, unknown, stage)).statusCode(200);
  }

  private static Map<String, Object> body(String several, String unknown, String stage) {
    Map<String, Object> body = new HashMap<>();
    body.put("severalDeals", several);
    body.put("unknownPeople", unknown);
    body.put("stageId", stage);
    return body;
  }

  private static ValidatableResponse put(String user, Map<String, Object> body) {
    return ApiUser.as(user).request().body(body).put(PATH).then();
  }

  private static ValidatableResponse get(String user) {
    return ApiUser.as(user).request().get(PATH).then().statusCode(200);
  }
}
