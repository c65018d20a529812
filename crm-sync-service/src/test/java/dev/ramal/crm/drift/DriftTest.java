package dev.ramal.crm.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.crm.activity.FinishedCall;
import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.events.EventJson;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.QueryPlan;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CrmTest
class DriftTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String BOREAL = Tenants.BOREAL.value();

  private final Postgres crm = Postgres.database("crm");
  private TopicProbe topics;

  @Inject WatchDrift watch;

  @BeforeEach
  void beginWithNothing() {
    topics = TopicProbe.on(Topics.ALERTS);
    RdStation.connect("bia");
    connectedSince(Duration.ofDays(1));
    forget();
  }

  @AfterEach
  void clear() {
    topics.close();
    forget();
  }

  @Test
  @DisplayName("CRM-151 calls that wait for too long, or whose end was never heard, are drift")
  void shouldCompareWhatIsKnownOfCalls() {
    // Given
    String heard = activity(BOREAL, "synced", null, Duration.ofHours(3));
    activity(BOREAL, "pending", null, Duration.ofMinutes(10));
    activity(BOREAL, "writing", null, Duration.ofHours(2));
    activity(BOREAL, "failed", "no-deal", Duration.ofHours(2));
    activity(BOREAL, "failed", "no-contact", Duration.ofHours(2));
    activity(BOREAL, "pending", null, Duration.ofDays(8));
    activity("aurora", "pending", null, Duration.ofHours(2));
    price(BOREAL, heard, Duration.ofHours(2));
    price(BOREAL, FinishedCalls.newId(), Duration.ofMinutes(5));
    price(BOREAL, idOf(Duration.ofDays(60)), Duration.ofHours(2));
    price("aurora", FinishedCalls.newId(), Duration.ofHours(2));
    String unheard = FinishedCalls.newId();
    price(BOREAL, unheard, Duration.ofHours(3));
    recording(unheard, Duration.ofHours(2));
    String unheardToo = FinishedCalls.newId();
    recording(unheardToo, Duration.ofHours(2));

    // Then
    drift("bia", 200)
        .body("inCrm", equalTo(1))
        .body("waiting", equalTo(2))
        .body("late", equalTo(1))
        .body("failed", equalTo(1))
        .body("notInCrm", equalTo(1))
        .body("missing.callId", contains(unheardToo, unheard))
        .body("drift", equalTo(3));
    drift("olga", 200);
    drift("ana", 403);
  }

  @Test
  @DisplayName("CRM-152 people are told once that calls are missing, and once that none is")
  void shouldTellWhenDriftBeginsAndEnds() {
    // Given
    look();
    String late = activity(BOREAL, "pending", null, Duration.ofHours(2));

    // When
    look();
    look();
    watch.look().await().atMost(LIMIT);
    AlertRaised raised = topics.await(AlertRaised.class, BOREAL);
    crm.execute("update activity set state = 'synced' where id = ?", late);
    look();

    // Then
    assertThat(raised.title()).isEqualTo(WatchDrift.TITLE);
    assertThat(raised.detail()).startsWith("1 ligações");
    assertThat(topics.await(AlertResolved.class, BOREAL).title()).isEqualTo(raised.title());
    assertThat(topics.all(Tenants.BOREAL, AlertRaised.class)).hasSize(1);
    assertThat(topics.all(Tenants.AURORA, AlertRaised.class)).isEmpty();
  }

  @Test
  @DisplayName("CRM-252 a call that was sent on its way again is late an hour after that")
  void shouldCountFromTheRedrive() {
    // Given
    crm.execute(
        "insert into job_accounts (tenant, account, paused_until)"
            + " values ('boreal', 'crm', 'infinity')"
            + " on conflict (tenant, account) do update set paused_until = 'infinity'");
    String late = failed(Duration.ofHours(5));
    look();

    // When
    ApiUser.as("bia")
        .request()
        .body(Map.of("ids", List.of(late), "dryRun", false))
        .post("/api/crm/sync/failures/redrive")
        .then()
        .statusCode(200)
        .body("count", equalTo(1));
    look();
    Object told = crm.value("select told from crm_drift where tenant = ?", BOREAL);

    // Then
    drift("bia", 200).body("waiting", equalTo(1)).body("late", equalTo(0));
    assertThat(told).isEqualTo(0L);
    crm.execute("update activity set redriven_at = now() - interval '2 hours' where id = ?", late);
    look();
    assertThat(topics.await(AlertRaised.class, BOREAL).detail()).startsWith("1 ligações");
    drift("bia", 200).body("late", equalTo(1));
  }

  @Test
  @DisplayName("CRM-253 drift that grows much worse while it is known is told again")
  void shouldTellAgainWhenItGrowsMuchWorse() {
    // Given
    for (int calls = 0; calls < 3; calls++) {
      activity(BOREAL, "pending", null, Duration.ofHours(2));
    }
    look();
    activity(BOREAL, "pending", null, Duration.ofHours(2));
    look();

    // When
    for (int calls = 0; calls < 19; calls++) {
      activity(BOREAL, "writing", null, Duration.ofHours(2));
    }
    look();
    look();
    crm.execute("delete from activity where causation = 'drift-test'");
    look();

    // Then
    topics.await(AlertResolved.class, BOREAL);
    assertThat(topics.all(Tenants.BOREAL, AlertRaised.class))
        .extracting(record -> record.data(AlertRaised.class))
        .extracting(AlertRaised::severity, alert -> alert.detail().split(" ")[0])
        .containsExactly(tuple("warning", "3"), tuple("critical", "23"));
    assertThat(topics.all(Tenants.AURORA, AlertRaised.class)).isEmpty();
  }

  @Test
  @DisplayName("CRM-254 what waited for a CRM is late an hour after one was connected")
  void shouldCountFromTheConnection() {
    // Given
    activity(BOREAL, "pending", null, Duration.ofHours(5));
    connectedSince(Duration.ofMinutes(10));

    // When
    look();

    // Then
    drift("bia", 200).body("waiting", equalTo(1)).body("late", equalTo(0));
    assertThat(crm.value("select late from crm_drift where tenant = ?", BOREAL)).isEqualTo(0L);
    connectedSince(Duration.ofMinutes(70));
    drift("bia", 200).body("late", equalTo(1));
  }

  @Test
  @DisplayName("CRM-153 drift is looked up and counted by indexes, whatever is kept")
  void shouldReadNoWholeTable() {
    // Given
    for (String tenant : new String[] {"drifting", "drifting-too", "drifting-three"}) {
      crm.execute(
          "insert into activity (id, tenant, subject_id, state, revision, call_json, causation,"
              + " created_at, settled_at) select ? || n, ?, 'call-' || n,"
              + " 'synced', 0, '{}', 'drift-test', now() - n * interval '1 minute', now()"
              + " from generate_series(1, 20000) n",
          tenant + "-",
          tenant);
    }
    crm.execute("analyze activity");
    Object since = Instant.now().minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC);
    Object late = Instant.now().atOffset(ZoneOffset.UTC);

    // When
    QueryPlan counted =
        QueryPlan.of("crm", "drifting", DriftRepository.COUNT, "drifting", since, late);
    QueryPlan listed =
        QueryPlan.of("crm", "drifting", DriftRepository.LISTED, "drifting", since, late, "0");

    // Then
    assertThat(counted.scannedWhole()).isEmpty();
    assertThat(listed.scannedWhole()).doesNotContain("activity");
  }

  private void connectedSince(Duration ago) {
    crm.execute(
        "update crm_connection set state_since = now() - ? * interval '1 second'"
            + " where tenant = 'boreal'",
        ago.toSeconds());
  }

  /** A call of somebody that a person looks at. */
  private String failed(Duration ago) {
    String id = activity(BOREAL, "failed", "no-deal", ago);
    FinishedCall call =
        FinishedCall.of(
            FinishedCalls.ended(Tenants.BOREAL, id, FinishedCalls.newMobile(), false, 0, 5).data());
    crm.execute("update activity set call_json = ? where id = ?", EventJson.write(call), id);
    return id;
  }

  /** As if the last look had been long ago. */
  private void look() {
    crm.execute("update crm_drift set checked_at = checked_at - interval '2 hours'");
    watch.look().await().atMost(LIMIT);
  }

  private static ValidatableResponse drift(String user, int status) {
    return ApiUser.as(user).request().get("/api/crm/sync/drift").then().statusCode(status);
  }

  /** Answers the id of its call. */
  private String activity(String tenant, String state, String failure, Duration ago) {
    String id = FinishedCalls.newId();
    crm.execute(
        "insert into activity (id, tenant, subject_id, state, revision, call_json, causation,"
            + " failure_kind, created_at, settled_at) values (?, ?, ?, ?, 0, '{}', 'drift-test', ?,"
            + " now() - ? * interval '1 second', now())",
        id,
        tenant,
        id,
        state,
        failure,
        ago.toSeconds());
    return id;
  }

  private void price(String tenant, String callId, Duration ago) {
    crm.execute(
        "insert into call_price (tenant, call_id, version, state, cost, price, open_lines, told_at)"
            + " values (?, ?, 1, null, 0, 0, 0, now() - ? * interval '1 second')",
        tenant,
        callId,
        ago.toSeconds());
  }

  private void recording(String callId, Duration ago) {
    crm.execute(
        "insert into early_recording (tenant, call_id, media_path, told_at)"
            + " values (?, ?, '/x', now() - ? * interval '1 second')",
        BOREAL,
        callId,
        ago.toSeconds());
  }

  private static String idOf(Duration ago) {
    return DriftRepository.firstId(Instant.now().minus(ago).truncatedTo(ChronoUnit.MILLIS))
        + "-7000-8000-000000000000";
  }

  private void forget() {
    crm.execute(
        "delete from activity where tenant in ('boreal', 'drifting') or causation = 'drift-test'");
    crm.execute("delete from call_price where tenant = 'boreal' or price = 0");
    crm.execute("delete from early_recording where tenant = 'boreal'");
    crm.execute("delete from crm_drift");
    crm.execute("delete from jobs where tenant = 'boreal'");
    crm.execute("update job_accounts set paused_until = null where tenant = 'boreal'");
  }
}
