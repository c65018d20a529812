package dev.ramal.crm.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ActivityFailed;
import dev.ramal.events.crm.ActivitySynced;
import dev.ramal.events.crm.ContactLinked;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.Tokens;
import dev.ramal.testkit.TopicProbe;
import io.restassured.http.ContentType;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CrmTest
class DeliveryTest {
  private final String call = FinishedCalls.newId();
  private final String mobile = FinishedCalls.newMobile();
  private final Postgres crm = Postgres.database("crm");
  private TopicProbe topics;

  @BeforeEach
  void connect() {
    topics = TopicProbe.on(Topics.CRM);
    RdStation.connect("carla");
  }

  @AfterEach
  void close() {
    RdStation.faults().clear();
    topics.close();
  }

  @Test
  @DisplayName(
      "CRM-30 a finished call becomes one note on the open deal, with the recording's link")
  void shouldWriteOneNote() {
    // Given
    String deal = openDeal(mobile);

    // When
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, true, 0, 37));
    topics.send(FinishedCalls.recorded(Tenants.AURORA, call));

    // Then
    ActivitySynced synced = topics.await(ActivitySynced.class, call);
    assertThat(synced.dealId()).isEqualTo(deal);
    assertThat(notes(deal))
        .singleElement()
        .asString()
        .contains("atendida, 37 s", "/media/player/rec-" + call + "#tenant=aurora", call);
    assertThat(topics.all(Tenants.AURORA, ContactLinked.class)).isNotEmpty();
  }

  @Test
  @DisplayName("CRM-31 every event five times and shuffled still makes one note")
  void shouldWriteOneNoteHoweverOftenItIsTold() {
    // Given
    String deal = openDeal(mobile);
    List<Event<?>> told = new ArrayList<>();
    Event<?> ended = FinishedCalls.ended(Tenants.AURORA, call, mobile, true, 0, 37);
    Event<?> recorded = FinishedCalls.recorded(Tenants.AURORA, call);
    for (int i = 0; i < 5; i++) {
      told.add(ended);
      told.add(recorded);
    }
    Collections.shuffle(told, new Random(7));

    // When
    told.forEach(topics::send);

    // Then
    topics.await(ActivitySynced.class, call);
    topics.send(ended);
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, true, 1, 38));
    await().during(Duration.ofSeconds(1)).untilAsserted(() -> assertThat(notes(deal)).hasSize(1));
  }

  @Test
  @DisplayName("CRM-146 notes of calls with one person are written in the order of the calls")
  void shouldKeepTheOrderOfCallsWithOnePerson() {
    // Given
    String deal = openDeal(mobile);
    String later = FinishedCalls.newId();
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, true, 0, 37));
    await().until(() -> crm.count("jobs where subject = ?", call) == 1);
    topics.send(FinishedCalls.ended(Tenants.AURORA, later, mobile, false, 0, 61));
    await()
        .during(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(5))
        .until(
            () ->
                notes(deal).isEmpty()
                    && crm.count("jobs where subject = ? and due_at < now()", later) == 1);

    // When
    topics.send(FinishedCalls.recorded(Tenants.AURORA, call));

    // Then
    topics.await(ActivitySynced.class, later);
    assertThat(notes(deal)).hasSize(2);
    assertThat(notes(deal).get(0)).contains(call);
    assertThat(notes(deal).get(1)).contains(later);
  }

  @Test
  @DisplayName("CRM-82 a note waits for the agent's disposition and then leaves")
  void shouldWaitForTheWrapUp() {
    // Given
    String deal = openDeal(mobile);
    topics.send(FinishedCalls.endedWithoutDisposition(Tenants.AURORA, call, mobile, false));
    await()
        .until(
            () ->
                crm.count("jobs where subject = ? and due_at > now() + interval '2 minutes'", call)
                    == 1);

    // When
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, false, 1, 5));

    // Then
    topics.await(ActivitySynced.class, call);
    assertThat(notes(deal)).singleElement().asString().contains("interessado");
  }

  @Test
  @DisplayName("CRM-83 a correction after the note becomes one short note beside it")
  void shouldFollowANoteThatCannotBeChanged() {
    // Given
    String deal = openDeal(mobile);
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, false, 0, 37));
    topics.await(ActivitySynced.class, call);
    RdStation.faults().arm(RequestFault.resetAfterAccepting().on("rdstation", "POST", "/notes"), 1);

    // When
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, false, 1, 38));
    String due = "update jobs set due_at = now() where subject = ? and kind = 'write-follow-up'";
    await().until(() -> crm.count("jobs where subject = ?", call) == 2);
    crm.execute(due, call);

    // Then
    await()
        .until(
            () ->
                crm.count(
                        "activity where subject_id = ? and kind = 'follow-up'"
                            + " and state = 'synced'",
                        call)
                    == 1);
    assertThat(notes(deal))
        .hasSize(2)
        .filteredOn(note -> note.contains("Ramal: complemento da ligação " + call))
        .singleElement()
        .asString()
        .startsWith("Complemento da nota da ligação de ")
        .contains("atendida, 38 s")
        .doesNotContain("interessado");
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, false, 2, 39));
    await().during(Duration.ofSeconds(1)).untilAsserted(() -> assertThat(notes(deal)).hasSize(2));
  }

  @Test
  @DisplayName("CRM-32 a contact stored without the ninth digit is found")
  void shouldFindAContactStoredWithoutTheNinthDigit() {
    // Given
    String deal = openDeal("(11) " + mobile.substring(6, 10) + "-" + mobile.substring(10));

    // When
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, false, 0, 0));

    // Then
    topics.await(ActivitySynced.class, call);
    assertThat(notes(deal)).singleElement().asString().contains("não atendida");
  }

  @Test
  @DisplayName("CRM-33 a call without a contact is listed, and written once the contact is there")
  void shouldListACallWithoutAContactAndWriteItLater() {
    // Given
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, false, 0, 5));
    assertThat(topics.await(ActivityFailed.class, call).kind()).isEqualTo("no-contact");
    String id = failureOf(call, "carla");
    String deal = openDeal(mobile);

    // When
    redrive(Map.of("ids", List.of(id)), 1, true);
    assertThat(notes(deal)).isEmpty();
    redrive(Map.of("ids", List.of(id), "dryRun", false), 1, false);

    // Then
    topics.await(ActivitySynced.class, call);
    assertThat(notes(deal)).hasSize(1);
  }

  @Test
  @DisplayName("CRM-34 several open deals are a question; the answer is written")
  void shouldAskWhichOfSeveralDeals() {
    // Given
    String contact = RdStation.crm().addContact("Marina", mobile);
    String first = RdStation.crm().addDeal("Primeira", contact, "ongoing");
    String second = RdStation.crm().addDeal("Segunda", contact, "paused");
    RdStation.crm().addDeal("Perdida", contact, "lost");

    // When
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, false, 0, 5));

    // Then
    assertThat(topics.await(ActivityFailed.class, call).kind()).isEqualTo("ambiguous");
    Map<String, Object> choice =
        Map.of("ids", List.of(failureOf(call, "carla")), "dealId", second, "dryRun", false);
    redrive(choice, 1, false);
    topics.await(ActivitySynced.class, call);
    assertThat(notes(first)).isEmpty();
    assertThat(notes(second)).hasSize(1);
  }

  @Test
  @DisplayName(
      "CRM-35 a process that died after the note was taken finds it instead of writing again")
  void shouldFindTheNoteOfADeadProcess() {
    // Given
    String deal = openDeal(mobile);
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, false, 0, 5));
    topics.await(ActivitySynced.class, call);

    // When
    crm.execute(
        "update activity set state = 'writing', note_id = null, settled_at = null"
            + " where subject_id = ?",
        call);
    crm.execute(
        "update jobs set state = 'RUNNING', finished_at = null,"
            + " due_at = now() - interval '1 s' where subject = ?",
        call);

    // Then
    await()
        .untilAsserted(
            () ->
                assertThat(crm.value("select state from activity where subject_id = ?", call))
                    .isEqualTo("synced"));
    assertThat(notes(deal)).hasSize(1);
  }

  @Test
  @DisplayName("CRM-41 another organization sees and redrives none of it")
  void shouldHideFailuresFromAnotherOrganization() {
    // Given
    int failures = failuresOfBoreal();
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, false, 0, 5));
    topics.await(ActivityFailed.class, call);
    String id = failureOf(call, "carla");

    // Then
    given()
        .auth()
        .oauth2(Tokens.of("bia"))
        .get("/api/crm/sync/failures")
        .then()
        .statusCode(200)
        .body("items.findAll { it.callId == '" + call + "' }.size()", equalTo(0));
    given()
        .auth()
        .oauth2(Tokens.of("bia"))
        .contentType(ContentType.JSON)
        .body(Map.of("ids", List.of(id), "dryRun", false))
        .post("/api/crm/sync/failures/redrive")
        .then()
        .statusCode(200)
        .body("count", equalTo(0));
    assertThat(failuresOfBoreal()).isEqualTo(failures);
  }

  private static int failuresOfBoreal() {
    return given()
        .auth()
        .oauth2(Tokens.of("bia"))
        .get("/api/crm/sync/health")
        .then()
        .statusCode(200)
        .extract()
        .path("failed");
  }

  @Test
  @DisplayName(
      "CRM-42 while the store refuses nothing is remembered; afterwards it is applied once")
  void shouldRollBackTheInboxWithTheActivity() {
    // Given
    String deal = openDeal(mobile);
    crm.execute("alter table activity rename to activity_away");
    Event<?> ended = FinishedCalls.ended(Tenants.AURORA, call, mobile, false, 0, 5);

    // When
    topics.send(ended);
    await().during(Duration.ofSeconds(1)).until(() -> inbox(ended.id()) == 0);
    crm.execute("alter table activity_away rename to activity");

    // Then
    topics.await(ActivitySynced.class, call);
    assertThat(inbox(ended.id())).isEqualTo(1);
    assertThat(notes(deal)).hasSize(1);
  }

  @Test
  @DisplayName("CRM-54 a contact without an open deal does not end the search")
  void shouldGoOnBehindAContactWithoutAnOpenDeal() {
    // Given
    String old = RdStation.crm().addContact("Antiga", mobile);
    RdStation.crm().addDeal("Perdida", old, "lost");
    String deal = openDeal("(11) " + mobile.substring(6, 10) + "-" + mobile.substring(10));
    String second = FinishedCalls.newId();

    // When
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, false, 0, 5));
    topics.await(ActivitySynced.class, call);
    topics.send(FinishedCalls.ended(Tenants.AURORA, second, mobile, false, 0, 5));

    // Then
    topics.await(ActivitySynced.class, second);
    assertThat(notes(deal)).hasSize(2);
  }

  @Test
  @DisplayName("CRM-55 what cannot be an id reaches no filter and no path; the phone decides")
  void shouldSearchByPhoneWhenTheAgentsIdsAreNone() {
    // Given
    String deal = openDeal(mobile);
    openDeal(FinishedCalls.newMobile());

    // When
    topics.send(
        FinishedCalls.endedAbout(
            Tenants.AURORA, call, mobile, "x or status:ongoing", "../contacts"));

    // Then
    topics.await(ActivitySynced.class, call);
    assertThat(notes(deal)).hasSize(1);
    assertThat(RdStation.crm().requests())
        .noneMatch(request -> request.path().contains("..") || request.path().contains("%2F"))
        .noneMatch(request -> (request.query() + "").contains("contact_id%3Ax"));
  }

  @Test
  @DisplayName("CRM-66 a chosen deal is written on once the note is not at the one begun before")
  void shouldWriteOnTheChosenDealWhenTheNoteIsNotAtTheFormer() {
    // Given
    String former = openDeal(mobile);
    String chosen = openDeal(FinishedCalls.newMobile());
    RdStation.faults().arm(RequestFault.status(422).on("rdstation", "POST", "/notes"), 1);
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, false, 0, 5));
    topics.await(ActivityFailed.class, call);
    crm.execute("update activity set deal_id = ? where subject_id = ?", former, call);

    // When
    redrive(
        Map.of("ids", List.of(failureOf(call, "carla")), "dealId", chosen, "dryRun", false),
        1,
        false);

    // Then
    assertThat(topics.await(ActivitySynced.class, call).dealId()).isEqualTo(chosen);
    assertThat(notes(former)).isEmpty();
    assertThat(notes(chosen)).hasSize(1);
  }

  private long inbox(String event) {
    return crm.count("inbox where consumer = 'crm-sync-service' and event_id = ?", event);
  }

  private static String openDeal(String phone) {
    String contact = RdStation.crm().addContact("Marina", phone);
    return RdStation.crm().addDeal("Proposta", contact, "ongoing");
  }

  private static List<String> notes(String deal) {
    return RdStation.crm().notes(deal).stream()
        .map((JsonObject note) -> note.getString("description"))
        .toList();
  }

  private static String failureOf(String callId, String user) {
    return given()
        .auth()
        .oauth2(Tokens.of(user))
        .get("/api/crm/sync/failures?limit=200")
        .then()
        .statusCode(200)
        .extract()
        .path("items.find { it.callId == '" + callId + "' }.id");
  }

  private static void redrive(Map<String, Object> body, int count, boolean dryRun) {
    given()
        .auth()
        .oauth2(Tokens.of("carla"))
        .contentType(ContentType.JSON)
        .body(body)
        .post("/api/crm/sync/failures/redrive")
        .then()
        .statusCode(200)
        .body("count", equalTo(count))
        .body("dryRun", equalTo(dryRun));
  }
}
