package dev.ramal.crm.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.crm.connections.AccessTokens;
import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.events.crm.ActivityFailed;
import dev.ramal.events.crm.ActivitySynced;
import dev.ramal.events.crm.ReconnectRequired;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.simulators.rdstation.RdAccount;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.Tokens;
import dev.ramal.testkit.TopicProbe;
import io.restassured.http.ContentType;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@CrmTest
class FaultsTest {
  private static final String NOTES = "/notes";

  private final String call = FinishedCalls.newId();
  private final String mobile = FinishedCalls.newMobile();
  private final Postgres crm = Postgres.database("crm");
  private TopicProbe topics;
  private String deal;

  @Inject AccessTokens tokens;

  @BeforeEach
  void connect() {
    topics = TopicProbe.on(Topics.CRM, Topics.ALERTS);
    RdStation.connect("carla");
    deal = RdStation.crm().addDeal("D", RdStation.crm().addContact("M", mobile), "ongoing");
  }

  @AfterEach
  void clear() {
    RdStation.faults().clear();
    topics.close();
  }

  @Test
  @DisplayName("CRM-36 a note that was taken but never answered is not written again")
  void shouldNotRepeatANoteOfUnknownFate() {
    // Given
    RdStation.faults().arm(RequestFault.resetAfterAccepting().on("rdstation", "POST", NOTES), 1);

    // When
    endCall();

    // Then
    topics.await(ActivitySynced.class, call);
    assertThat(RdStation.crm().notes(deal)).hasSize(1);
  }

  @Test
  @DisplayName("CRM-37 a CRM that throttles or fails for a while gets the note later, once")
  void shouldOutlastThrottlingAndErrors() {
    // Given
    RdStation.faults().arm(RequestFault.tooMany(1).on("rdstation", "GET", "/contacts"), 1);
    RdStation.faults().arm(RequestFault.status(503).on("rdstation", "GET", "/deals"), 1);
    RdStation.faults().arm(RequestFault.status(500).on("rdstation", "POST", NOTES), 1);

    // When
    endCall();

    // Then
    topics.await(ActivitySynced.class, call);
    assertThat(RdStation.crm().notes(deal)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503})
  @DisplayName(
      "CRM-148 a CRM that is away is hardly asked, and gets each note once when it is back")
  void shouldHardlyAskACrmThatIsAway(int status) {
    // Given
    crm.execute("update crm_connection set fault = null");
    RdStation.faults()
        .arm(RequestFault.status(status).on("rdstation", "GET", "/contacts"), 100_000);
    long before = requests("/contacts");
    List<String> calls = IntStream.range(0, 40).mapToObj(i -> FinishedCalls.newId()).toList();

    // When
    calls.forEach(
        id -> topics.send(FinishedCalls.ended(Tenants.AURORA, id, ofDeal(), false, 0, 5)));

    // Then
    await()
        .until(
            () -> crm.count("crm_connection where tenant = 'aurora' and fault is not null") == 1);
    await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
    assertThat(requests("/contacts") - before).isBetween(5L, 30L);
    RdStation.faults().clear();
    calls.forEach(id -> topics.await(ActivitySynced.class, id));
    assertThat(RdStation.crm().notes())
        .filteredOn(note -> calls.stream().anyMatch(note.getString("description")::contains))
        .hasSize(calls.size());
  }

  @Test
  @DisplayName("CRM-38 an access token that died early is replaced")
  void shouldReplaceADeadAccessToken() {
    // Given
    tokens.current(Tenants.AURORA).await().atMost(Duration.ofSeconds(5));
    RdStation.crm().expireAccessTokens();

    // When
    endCall();

    // Then
    topics.await(ActivitySynced.class, call);
    assertThat(RdStation.crm().notes(deal)).hasSize(1);
  }

  @Test
  @DisplayName("CRM-39 a dead refresh token is told once; calls wait for the administrator")
  void shouldWaitForTheAdministratorWhenTheConnectionIsLost() {
    // Given
    RdAccount stolen = RdStation.connect("carla");
    RdStation.useUp(stolen);

    // When
    endCall();

    // Then
    topics.await(ReconnectRequired.class, Tenants.AURORA.value());
    AlertRaised alert = topics.await(AlertRaised.class, Tenants.AURORA.value());
    assertThat(alert.severity()).isEqualTo("critical");
    assertThat(alert.title()).isEqualTo("A conexão com o CRM foi perdida");
    assertConnection("reconnect-required");
    await().untilAsserted(() -> assertThat(waitingForConnection()).isPositive());
    RdStation.connect("carla");
    topics.await(ActivitySynced.class, call);
    assertThat(topics.await(AlertResolved.class, Tenants.AURORA.value()).title())
        .isEqualTo(alert.title());
    assertThat(RdStation.crm().notes(deal)).hasSize(1);
    assertThat(waitingForConnection()).isZero();
    assertThat(topics.all(Tenants.AURORA, ReconnectRequired.class)).hasSize(1);
    assertThat(topics.all(Tenants.AURORA, ActivityFailed.class))
        .noneMatch(failed -> call.equals(failed.subject()));
  }

  @Test
  @DisplayName("CRM-50 a CRM that refuses even fresh tokens is given up, once")
  void shouldGiveUpAConnectionWhoseFreshTokensAreRefused() {
    // Given
    long before = exchanges();
    RdStation.faults()
        .arm(RequestFault.status(401).on("rdstation", "GET", "/contacts"), Integer.MAX_VALUE);

    // When
    endCall();

    // Then
    topics.await(ReconnectRequired.class, Tenants.AURORA.value());
    assertConnection("reconnect-required");
    await().during(Duration.ofSeconds(2)).until(() -> exchanges() - before == 2);
    RdStation.faults().clear();
    RdStation.connect("carla");
    topics.await(ActivitySynced.class, call);
    assertThat(topics.all(Tenants.AURORA, ReconnectRequired.class)).hasSize(1);
  }

  @Test
  @DisplayName("CRM-51 a note that arrives after we stopped waiting is not written again")
  void shouldLetANoteOfUnknownFateSettle() {
    // Given
    RdStation.faults().arm(RequestFault.reset().on("rdstation", "POST", NOTES), 1);
    endCall();
    await()
        .until(
            () ->
                crm.count("jobs where subject = ? and state = 'UNKNOWN'", call) == 1
                    && crm.count("activity where subject_id = ? and state = 'writing'", call) == 1);

    // When
    await().pollDelay(RdStation.NOTE_SETTLE.dividedBy(2)).until(() -> true);
    RdStation.write(deal, NoteText.marker(call));

    // Then
    topics.await(ActivitySynced.class, call);
    assertThat(RdStation.crm().notes(deal)).hasSize(1);
  }

  @Test
  @DisplayName("CRM-52 a refused search is no proof; a redrive searches again")
  void shouldKeepTheDealOfANoteThatCouldNotBeSearched() {
    // Given
    RdStation.faults().arm(RequestFault.resetAfterAccepting().on("rdstation", "POST", NOTES), 1);
    RdStation.faults().arm(RequestFault.status(403).on("rdstation", "GET", NOTES), 1);
    endCall();
    assertThat(topics.await(ActivityFailed.class, call).kind()).isEqualTo("rejected");

    // When
    redrive();

    // Then
    topics.await(ActivitySynced.class, call);
    assertThat(RdStation.crm().notes(deal)).hasSize(1);
  }

  @Test
  @DisplayName("CRM-53 a recording and a correction that come during the search are in the note")
  void shouldTellWhatIsKnownWhenTheNoteLeaves() {
    // Given
    RdStation.faults()
        .arm(RequestFault.late(Duration.ofMillis(1_500)).on("rdstation", "GET", "/contacts"), 1);
    endCall();
    await().until(() -> crm.count("jobs where subject = ? and state = 'RUNNING'", call) == 1);

    // When
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, false, 1, 61));
    topics.send(FinishedCalls.recorded(Tenants.AURORA, call));

    // Then
    topics.await(ActivitySynced.class, call);
    assertThat(RdStation.crm().notes(deal))
        .singleElement()
        .extracting(note -> note.getString("description"))
        .asString()
        .contains("1 min 1 s", "/media/player/rec-" + call + "#tenant=aurora");
  }

  @Test
  @DisplayName("CRM-40 many users of the token at once make one exchange")
  void shouldExchangeTheRefreshTokenOnce() {
    // Given
    long before = exchanges();

    // When
    List<Uni<AccessTokens.Access>> users =
        IntStream.range(0, 20).mapToObj(i -> tokens.current(Tenants.AURORA)).toList();
    List<?> got = Uni.join().all(users).andFailFast().await().atMost(Duration.ofSeconds(20));

    // Then
    assertThat(got.stream().distinct()).hasSize(1);
    assertThat(exchanges() - before).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {422, 403})
  @DisplayName("CRM-43 a deal that the CRM refuses is listed, alerted, and costs no connection")
  void shouldListARefusedNoteAndAlert(int status) {
    // Given
    RdStation.faults().arm(RequestFault.status(status).on("rdstation", "POST", NOTES), 1);

    // When
    endCall();

    // Then
    assertThat(topics.await(ActivityFailed.class, call).kind()).isEqualTo("rejected");
    AlertRaised alert =
        topics
            .await("an alert", r -> r.is(AlertRaised.class) && r.json().contains(call))
            .data(AlertRaised.class);
    assertThat(alert.severity()).isEqualTo("warning");
    assertThat(alert.subject()).as("all that fail are one thing").isNull();
    assertThat(alert.detail()).contains(call);
    assertThat(RdStation.crm().notes(deal)).isEmpty();
    assertConnection("connected");
  }

  @Test
  @DisplayName("CRM-45 an organization without a CRM is told so")
  void shouldTellAnOrganizationWithoutACrm() {
    // When
    Uni<AccessTokens.Access> asked = tokens.current(TenantId.of("nobody"));

    // Then
    assertThatThrownBy(() -> asked.await().atMost(Duration.ofSeconds(5)))
        .isInstanceOf(CrmFault.Disconnected.class);
  }

  @Test
  @DisplayName("CRM-69 a note that was tried in vain for a day waits for a person, and goes again")
  void shouldRedriveAnExhaustedNote() {
    // Given
    RdStation.faults().arm(RequestFault.status(503).on("rdstation", "GET", "/contacts"), 100);
    endCall();
    await().until(() -> job("failures = 1 and state = 'WAITING'"));
    crm.execute("update jobs set failures = 11, due_at = now() where subject = ?", call);
    ActivityFailed failed = topics.await(ActivityFailed.class, call);
    assertThat(failed.kind()).isEqualTo("exhausted");
    assertThat(failed.attempts()).isEqualTo(12);
    assertThat(job("state = 'DEAD'")).isTrue();
    RdStation.faults().clear();

    // When
    redrive();

    // Then
    topics.await(ActivitySynced.class, call);
    assertThat(RdStation.crm().notes(deal)).hasSize(1);
    assertThat(crm.count("jobs where subject = ?", call)).isEqualTo(1);
  }

  @Test
  @DisplayName("CRM-70 a note whose fate was never told is looked for first when it goes again")
  void shouldLookForANoteWhoseFateWasNeverTold() {
    // Given
    RdStation.faults().arm(RequestFault.resetAfterAccepting().on("rdstation", "POST", NOTES), 1);
    RdStation.faults().arm(RequestFault.status(503).on("rdstation", "GET", NOTES), 100);
    endCall();
    await().until(() -> job("state = 'UNKNOWN'"));
    crm.execute(
        "update jobs set sent_at = now() - interval '2 days', opened_at = now() - interval '2 days'"
            + " where subject = ?",
        call);
    assertThat(topics.await(ActivityFailed.class, call).kind()).isEqualTo("exhausted");
    assertThat(job("state = 'ABANDONED'")).isTrue();
    RdStation.faults().clear();

    // When
    redrive();

    // Then
    topics.await(ActivitySynced.class, call);
    assertThat(RdStation.crm().notes(deal)).hasSize(1);
  }

  /** A phone of somebody with an open deal. */
  private static String ofDeal() {
    String phone = FinishedCalls.newMobile();
    RdStation.crm().addDeal("D", RdStation.crm().addContact("M", phone), "ongoing");
    return phone;
  }

  @Test
  @DisplayName("CRM-263 a note that waits for long holds up no later one of the same person")
  void shouldLetLaterNotesPassOneThatWaitsForLong() {
    // Given
    crm.execute(
        "insert into job_accounts (tenant, account, paused_until) values ('aurora', 'crm',"
            + " 'infinity') on conflict (tenant, account) do update set paused_until = 'infinity'");
    String later = FinishedCalls.newId();
    endCall();
    await().until(() -> crm.count("jobs where subject = ?", call) == 1);
    topics.send(FinishedCalls.ended(Tenants.AURORA, later, mobile, false, 0, 5));
    await().until(() -> crm.count("jobs where subject = ? and due_at < now()", later) == 1);
    crm.execute("update jobs set failures = 5 where subject = ?", call);
    RdStation.faults().arm(RequestFault.status(503).on("rdstation", "GET", "/contacts"), 1);

    // When
    crm.execute("update job_accounts set paused_until = null where tenant = 'aurora'");

    // Then
    topics.await(ActivitySynced.class, later);
    assertThat(job("state = 'WAITING' and failures = 6")).isTrue();
    crm.execute("update jobs set due_at = now() where subject = ?", call);
    topics.await(ActivitySynced.class, call);
    assertThat(RdStation.crm().notes(deal)).hasSize(2);
  }

  private static long requests(String path) {
    return RdStation.crm().requests().stream()
        .filter(request -> request.path().endsWith(path))
        .count();
  }

  private boolean job(String as) {
    return crm.count("jobs where subject = ? and " + as, call) == 1;
  }

  private void redrive() {
    given()
        .auth()
        .oauth2(Tokens.of("carla"))
        .contentType(ContentType.JSON)
        .body(Map.of("ids", List.of(id()), "dryRun", false))
        .post("/api/crm/sync/failures/redrive")
        .then()
        .body("count", equalTo(1));
  }

  private String id() {
    return (String) crm.value("select id from activity where subject_id = ?", call);
  }

  private static void assertConnection(String state) {
    given()
        .auth()
        .oauth2(Tokens.of("carla"))
        .get("/api/crm/connection")
        .then()
        .body("state", equalTo(state));
  }

  private static int waitingForConnection() {
    return given()
        .auth()
        .oauth2(Tokens.of("carla"))
        .get("/api/crm/sync/health")
        .then()
        .statusCode(200)
        .extract()
        .path("waitingForConnection");
  }

  private void endCall() {
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, false, 0, 5));
  }

  private static long exchanges() {
    return RdStation.crm().requests().stream()
        .filter(request -> request.path().startsWith("/oauth2/token"))
        .count();
  }
}
