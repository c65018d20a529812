package dev.ramal.crm.sync;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.ramal.crm.activity.FinishedCall;
import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Direction;
import dev.ramal.events.EventJson;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@CrmTest
class SyncResourceTest {
  private static final String FAILURES = "/api/crm/sync/failures";
  private static final String HEALTH = "/api/crm/sync/health";
  private static final String REDRIVE = FAILURES + "/redrive";

  private final Postgres crm = Postgres.database("crm");

  /** Boreal's counts and pages are looked at here: what other tests left behind goes. */
  @BeforeEach
  void beginWithNothing() {
    crm.execute("delete from activity where tenant = 'boreal'");
  }

  @AfterEach
  void forget() {
    crm.execute("delete from activity where id like 'made-up-%'");
  }

  @Test
  @DisplayName("CRM-60 failures come in pages, newest first, each once, and the last says so")
  void shouldLeadFromPageToPage() {
    // Given
    for (int number = 1; number <= 4; number++) {
      fail("boreal", number, "no-deal");
      fail("aurora", number, "no-deal");
    }

    // When
    Response first = get("bia", FAILURES + "?limit=2");
    Response second = get("bia", FAILURES + "?limit=2&cursor=" + first.path("next"));

    // Then
    first.then().body("items.callId", contains("boreal-4", "boreal-3"));
    assertThat(first.header("Link"))
        .contains("rel=\"next\"", "limit=2", "cursor=" + first.path("next"));
    second.then().body("items.callId", contains("boreal-2", "boreal-1")).body("next", nullValue());
    assertThat(second.header("Link")).isNull();
  }

  @Test
  @DisplayName("CRM-61 what cannot be asked of the failures is named")
  void shouldNameWhatCannotBeAsked() {
    // Given
    fail("boreal", 1, "ambiguous");
    fail("boreal", 2, "no-deal");

    // Then
    get("bia", FAILURES + "?kind=no-deal").then().body("items", hasSize(1));
    get("bia", FAILURES + "?kind=no-dael")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors.field", contains("kind"))
        .body("errors[0].allowed", hasItem("no-deal"))
        .body("errors[0].allowed", hasItem("former-crm"))
        .body("errors[0].allowed", hasSize(8));
    get("bia", FAILURES + "?cursor=boreal-1")
        .then()
        .statusCode(400)
        .body("errors.field", contains("cursor"));
    get("bia", FAILURES + "?limit=201")
        .then()
        .statusCode(400)
        .body("errors.field", contains("limit"));
    redrive("bia", Map.of("ids", List.of("made-up-boreal-1"), "dealId", "a/b"))
        .statusCode(400)
        .body("errors.field", contains(containsString("dealId")));
  }

  @Test
  @DisplayName("CRM-62 a failure is redriven by its id however many newer ones there are")
  void shouldFindAnOldFailureByItsId() {
    // Given
    fail("boreal", 1, "no-deal");
    crm.execute(
        "insert into activity (id, tenant, subject_id, state, revision, call_json, causation,"
            + " failure_kind, created_at)"
            + " select 'made-up-many-' || n, 'boreal', 'many-' || n, 'failed', 0, '{}', 'test',"
            + " 'no-deal', now() from generate_series(1, 1001) n");

    // Then
    redrive("bia", Map.of("ids", List.of("made-up-boreal-1")))
        .statusCode(200)
        .body("count", equalTo(1))
        .body("dryRun", equalTo(true));
    redrive("bia", Map.of("ids", List.of("made-up-boreal-1"), "kind", "ambiguous"))
        .body("count", equalTo(0));
    redrive("carla", Map.of("ids", List.of("made-up-boreal-1"), "dryRun", false))
        .body("count", equalTo(0));
  }

  @Test
  @DisplayName("CRM-63 health counts the own organization, and what waits for a connection")
  void shouldCountWhatWaitsForAConnection() {
    // Given
    crm.execute("delete from crm_connection where tenant = 'boreal'");
    fail("boreal", 1, "no-deal");
    fail("boreal", 2, "no-deal");
    fail("aurora", 1, "no-deal");
    crm.execute("update activity set state = 'pending' where id = 'made-up-boreal-2'");

    // Then
    get("bia", HEALTH)
        .then()
        .statusCode(200)
        .body("failed", equalTo(1))
        .body("notInCrm", equalTo(0))
        .body("waiting", equalTo(1))
        .body("waitingForConnection", equalTo(1));
  }

  @Test
  @DisplayName("CRM-141 whom the CRM does not know is counted apart and spoils no rate")
  void shouldCountApartWhomTheCrmDoesNotKnow() {
    // Given
    for (int number = 1; number <= 4; number++) {
      fail("boreal", number, "no-contact");
    }
    fail("boreal", 5, "rejected");
    fail("boreal", 6, "rejected");
    fail("aurora", 1, "no-contact");
    crm.execute("update activity set state = 'synced' where id = 'made-up-boreal-6'");

    // Then
    get("bia", HEALTH)
        .then()
        .body("synced", equalTo(1))
        .body("failed", equalTo(1))
        .body("notInCrm", equalTo(4))
        .body("successRate", equalTo("0.5000"))
        .body("failureRate", equalTo("0.5000"))
        .body("meetsTarget", equalTo(false));
    get("bia", FAILURES).then().body("items", hasSize(5));
  }

  @Test
  @DisplayName(
      "CRM-149 health tells how late notes are, what is used of the quota and what went wrong")
  void shouldTellLagQuotaAndTheLastError() {
    // Given
    RdStation.connect("bia");
    fail("boreal", 1, "no-deal");
    fail("boreal", 2, "no-deal");
    fail("aurora", 1, "no-deal");
    crm.execute(
        "update activity set state = 'pending', created_at = now() - interval '90 minutes'"
            + " where id = 'made-up-boreal-1'");
    crm.execute(
        "update activity set state = 'synced', settled_at = timestamptz '2026-11-03 15:00:00Z'"
            + " where id = 'made-up-boreal-2'");
    crm.execute(
        "update activity set state = 'pending', created_at = now() - interval '9 days'"
            + " where id = 'made-up-aurora-1'");
    crm.execute(
        "update crm_connection set fault = 'the CRM answered 503', fault_at = now()"
            + " where tenant = 'boreal'");
    crm.execute(
        "insert into job_accounts (tenant, account, tokens, refilled_at, paused_until)"
            + " values ('boreal', 'crm', 0, now(), now() + interval '1 hour')"
            + " on conflict (tenant, account) do update set tokens = 0, refilled_at = now(),"
            + " paused_until = excluded.paused_until");

    // When
    ValidatableResponse health = get("bia", HEALTH).then().statusCode(200);
    crm.execute("update job_accounts set paused_until = null where tenant = 'boreal'");

    // Then
    health
        .body("lagSeconds", allOf(greaterThan(5_390), lessThan(5_460)))
        .body("oldestWaitingAt", notNullValue())
        .body("lastSyncedAt", startsWith("2026-11-03T15:00:00"))
        .body("quotaUsed", matchesPattern("0\\.\\d\\d|1\\.00"))
        .body("pausedUntil", notNullValue())
        .body("lastError", equalTo("the CRM answered 503"))
        .body("lastErrorAt", notNullValue())
        .body("failureRate", equalTo("0.0000"))
        .body("meetsTarget", equalTo(true))
        .body("waitingForConnection", equalTo(0));
  }

  @Test
  @DisplayName("CRM-261 the last error is over when the CRM answers, and says since when it lasts")
  void shouldClearTheLastError() {
    // Given
    RdStation.connect("bia");
    RdStation.connect("carla");
    crm.execute(
        "update crm_connection set fault = 'the CRM answered 503',"
            + " fault_at = timestamptz '2026-11-03 15:00:00Z'");

    // When
    get("bia", HEALTH)
        .then()
        .body("lastError", equalTo("the CRM answered 503"))
        .body("lastErrorAt", startsWith("2026-11-03T15:00:00"));
    get("bia", "/api/contacts?phone=%2B" + FinishedCalls.newMobile().substring(1))
        .then()
        .statusCode(200);

    // Then
    get("bia", HEALTH).then().body("lastError", nullValue()).body("lastErrorAt", nullValue());
    get("carla", HEALTH).then().body("lastError", equalTo("the CRM answered 503"));
    crm.execute("update crm_connection set fault = null, fault_at = null");
  }

  @Test
  @DisplayName("CRM-264 health tells why notes wait, and since when the oldest of each reason does")
  void shouldTellWhyNotesWait() {
    // Given
    RdStation.connect("bia");
    crm.execute("delete from jobs where tenant = 'boreal'");
    crm.execute(
        "insert into job_accounts (tenant, account, paused_until) values ('boreal', 'crm',"
            + " 'infinity') on conflict (tenant, account) do update set paused_until = 'infinity'");
    job("boreal", 1, "WAITING", 0, "+5511911110001", -10);
    job("boreal", 2, "WAITING", 0, "+5511911110001", -9);
    job("boreal", 3, "WAITING", 3, "+5511911110003", 60);
    job("boreal", 4, "WAITING", 0, "+5511911110003", -8);
    job("boreal", 5, "UNKNOWN", 1, null, 60);
    job("boreal", 6, "WAITING", 0, null, 5);
    job("boreal", 7, "WAITING", 1, null, -1);
    job("aurora", 8, "WAITING", 9, null, 60);

    // Then
    get("bia", HEALTH)
        .then()
        .statusCode(200)
        .body("oldestPending.reason", contains("turn", "person", "retry", "answer", "settling"))
        .body("oldestPending.notes", contains(2, 2, 1, 1, 1))
        .body("oldestPending[0].since", startsWith("2026-11-03T14:01:00"))
        .body("oldestPending[0].lagSeconds", greaterThan(60))
        .body("oldestPending[1].since", startsWith("2026-11-03T14:02:00"));
    crm.execute("delete from crm_connection where tenant = 'boreal'");
    get("bia", HEALTH)
        .then()
        .body("oldestPending.reason", contains("connection", "retry", "answer", "settling"))
        .body("oldestPending[0].notes", equalTo(4));
    crm.execute("delete from jobs where id like 'made-up-%'");
    crm.execute("update job_accounts set paused_until = null where tenant = 'boreal'");
  }

  /** Stored at that minute of an hour. */
  private void job(
      String tenant, int minute, String state, int attempt, String person, int dueInMinutes) {
    crm.execute(
        "insert into jobs (id, tenant, queue, kind, subject, ordering_key, account, priority,"
            + " payload, state, due_at, attempt, opened_at) values (?, ?, 'crm-notes',"
            + " 'write-note', 'nobody', ?, 'crm', 1, '{}', ?, now() + ? * interval '1 minute', ?,"
            + " timestamptz '2026-11-03 14:00:00Z' + ? * interval '1 minute')",
        "made-up-" + tenant + "-" + minute,
        tenant,
        person,
        state,
        dueInMinutes,
        attempt,
        minute);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ana", "davi", "vera"})
  @DisplayName("CRM-64 who does not repair flows neither reads nor redrives failures")
  void shouldRefuseOtherRoles(String user) {
    // Then
    get(user, FAILURES).then().statusCode(403);
    get(user, HEALTH).then().statusCode(403);
    redrive(user, Map.of()).statusCode(403);
  }

  @Test
  @DisplayName("CRM-65 managers read, operators also redrive, strangers neither")
  void shouldLetManagersReadAndOperatorsRedrive() {
    // Then
    get("bruno", FAILURES).then().statusCode(200);
    get("bruno", HEALTH).then().statusCode(200);
    redrive("bruno", Map.of()).statusCode(403);
    get("olga", FAILURES).then().statusCode(200);
    redrive("olga", Map.of()).statusCode(200);
    given().get(FAILURES).then().statusCode(401);
    given().get(HEALTH).then().statusCode(401);
    given().contentType(ContentType.JSON).body(Map.of()).post(REDRIVE).then().statusCode(401);
  }

  private static Response get(String user, String path) {
    return given().auth().oauth2(Tokens.of(user)).urlEncodingEnabled(false).get(path);
  }

  private static ValidatableResponse redrive(String user, Map<String, Object> body) {
    return given()
        .auth()
        .oauth2(Tokens.of(user))
        .contentType(ContentType.JSON)
        .body(body)
        .post(REDRIVE)
        .then();
  }

  /** A call that failed; the higher its number, the later. */
  private void fail(String tenant, int number, String kind) {
    crm.execute(
        "insert into activity (id, tenant, subject_id, state, revision, call_json, causation,"
            + " failure_kind, created_at) values (?, ?, ?, 'failed', 0, ?,"
            + " 'test', ?, timestamptz '2026-11-03 14:00:00Z' + ? * interval '1 minute')",
        "made-up-" + tenant + "-" + number,
        tenant,
        tenant + "-" + number,
        EventJson.write(call(tenant + "-" + number)),
        kind,
        number);
  }

  private static FinishedCall call(String id) {
    Instant start = Instant.parse("2026-11-03T14:05:33Z");
    return new FinishedCall(
        id,
        0,
        Direction.OUTBOUND,
        "Ana Souza",
        "+5511987654321",
        null,
        CallOutcome.NO_ANSWER,
        null,
        0,
        start,
        start.plusSeconds(30),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
