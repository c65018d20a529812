package dev.ramal.calls.recordings;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.recordings.FetchRecordings.Fetched;
import dev.ramal.carriers.files.StorageConfig;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Event;
import dev.ramal.events.LegName;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.calls.RecordingErased;
import dev.ramal.events.calls.RecordingReady;
import dev.ramal.events.carrier.CarrierCallFact.LegIds;
import dev.ramal.events.carrier.CarrierCallRecording;
import dev.ramal.events.carrier.FactOrigin;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobState;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.RamalServers;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class RecordingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String LINKS = "/api/settings/voice/recording-links";

  @ConfigProperty(name = "ramal.telnyx.api-url")
  String telnyxUrl;

  @ConfigProperty(name = "ramal.twilio.api-url")
  String twilioUrl;

  @Inject FetchRecordings fetch;
  @Inject RecordingRepository repository;
  @Inject StorageConfig storage;
  @Inject SqlTransactions transactions;

  private final CallApi ana = CallApi.as("ana");
  private final Postgres calls = Postgres.database("calls");
  private String apiKey;
  private String application;
  private String connection;
  private String call;

  @BeforeEach
  void connect() {
    Connections.twilio("carla");
    Simulator.noFaults();
    Simulator.catchUp();
    application = "25" + Math.abs(UUID.randomUUID().getMostSignificantBits() % 1_000_000_000L);
    apiKey = "KEY" + hex();
    Map<String, Object> body = new HashMap<>();
    body.put("carrier", "telnyx");
    body.put("apiKey", apiKey);
    body.put("publicKey", Simulator.telnyxAccount(application, apiKey, Connections.NUMBER));
    body.put("connectionId", application);
    body.put("numbers", List.of(Connections.NUMBER));
    body.put("enabled", false);
    connection = connected(body);
    call = ana.dials(Map.of("to", "+5511987650051", "carrier", "twilio"));
  }

  @Test
  @DisplayName("CALL-51 a finished recording is fetched, kept and told once")
  void shouldFetchKeepAndTellARecordingOnce() {
    // Given
    String recording = recordedAtTelnyx();
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // When
      for (String fact : List.of("f-1", "f-2", "f-3")) {
        tell(probe, fact + call, recording, link(recording), Instant.now());
      }

      // Then
      RecordingReady ready = probe.await(RecordingReady.class, call);
      assertThat(ready.carrierRecordingId()).isEqualTo(recording);
      assertThat(ready.storedObject())
          .startsWith("aurora/")
          .endsWith("/" + call + "/" + ready.recordingId() + ".mp3");
      assertThat(ready.bytes()).isPositive();
      assertThat(ready.seconds()).isEqualTo(37);
      assertThat(ready.channels()).isEqualTo(2);
      ana.request()
          .get("/api/calls/" + call + "/recordings")
          .then()
          .statusCode(200)
          .body("items", org.hamcrest.Matchers.hasSize(1))
          .body("items[0].status", org.hamcrest.Matchers.equalTo("stored"));
      assertThat(probe.all(Tenants.AURORA, RecordingReady.class))
          .filteredOn(record -> call.equals(record.subject()))
          .hasSize(1);
    }
  }

  @Test
  @DisplayName("CALL-52 an address that has died is asked for anew")
  void shouldAskForAFreshAddressWhenTheOldOneHasDied() {
    // Given
    String recording = recordedAtTelnyx();
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // When
      tell(
          probe,
          "late" + call,
          recording,
          "https://s3.amazonaws.com/gone.mp3",
          Instant.now().minusSeconds(1200));

      // Then
      assertThat(probe.await(RecordingReady.class, call).bytes()).isPositive();
    }
  }

  @Test
  @DisplayName("CALL-53 a recording that is not there is tried again, and nothing is told")
  void shouldTryAgainWhatIsNotThere() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // When
      tell(probe, "none" + call, UUID.randomUUID().toString(), null, Instant.now());

      // Then
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(
                          calls.count(
                              "recordings r join jobs j on j.subject = r.id where r.call_id = ?"
                                  + " and r.state = 'PENDING' and r.last_error is not null"
                                  + " and j.state = 'WAITING' and j.due_at > now()",
                              call))
                      .isEqualTo(1));
      assertThat(probe.all(Tenants.AURORA, RecordingReady.class))
          .noneMatch(record -> call.equals(record.subject()));
    }
  }

  @Test
  @DisplayName("CALL-56 a media address outside the carrier is not fetched")
  void shouldNotFetchFromWhereverACallbackSays() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // When
      tell(
          probe,
          "evil" + call,
          UUID.randomUUID().toString(),
          twilioUrl + "/_sim/state",
          Instant.now());

      // Then
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(
                          calls.value("select last_error from recordings where call_id = ?", call))
                      .asString()
                      .contains("none of Telnyx's"));
    }
  }

  @Test
  @DisplayName("CALL-54 a signed link plays ranges, and nothing once it is forged or has ended")
  void shouldPlayThroughASignedLinkOnly() throws IOException {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String recording = recordedAtTelnyx();
      tell(probe, "play" + call, recording, link(recording), Instant.now());
      RecordingReady ready = probe.await(RecordingReady.class, call);

      // When
      String url =
          ana.request().get(ready.mediaPath()).then().statusCode(200).extract().path("url");

      // Then
      String path = url.substring(RamalServers.WEBHOOKS.length());
      byte[] whole = play(path).then().statusCode(200).extract().asByteArray();
      assertThat(whole).hasSize((int) ready.bytes());
      Response part = given().header("Range", "bytes=10-19").urlEncodingEnabled(false).get(path);
      part.then()
          .statusCode(206)
          .header("Content-Range", "bytes 10-19/" + ready.bytes())
          .header("Accept-Ranges", "bytes")
          .contentType("audio/mpeg");
      assertThat(part.asByteArray()).isEqualTo(java.util.Arrays.copyOfRange(whole, 10, 20));
      given()
          .header("Range", "bytes=" + ready.bytes() + "-")
          .urlEncodingEnabled(false)
          .get(path)
          .then()
          .statusCode(416);
      play(path.replace("tenant=aurora", "tenant=boreal")).then().statusCode(403);
      play(path.replaceAll("expires=[0-9]+", "expires=9999999999")).then().statusCode(403);
      play(path.replaceAll("expires=[0-9]+", "expires=1")).then().statusCode(403);
      play(path.replaceAll("&signature=.*", "")).then().statusCode(403);
      CallApi.as("bia").request().get(ready.mediaPath()).then().statusCode(404);
      CallApi.as("bia").request().get("/api/calls/" + call + "/recordings").then().statusCode(404);
      CallApi.as("bia")
          .request()
          .delete("/api/recordings/" + ready.recordingId())
          .then()
          .statusCode(404);
      CallApi.as("gil", "aurora").request().get(ready.mediaPath()).then().statusCode(404);
      CallApi.as("davi").request().get(ready.mediaPath()).then().statusCode(403);
      for (Path file : filesOf(ready.recordingId())) {
        Files.delete(file);
      }
      play(path).then().statusCode(409).body("code", is("CALLS-0232"));
    }
  }

  @Test
  @DisplayName(
      "CALL-180 the link in a note opens a page that lets log in, where the organization wants it")
  void shouldLeadToAPageThatLetsLogIn() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String recording = recordedAtTelnyx();
      tell(probe, "page" + call, recording, link(recording), Instant.now());
      RecordingReady ready = probe.await(RecordingReady.class, call);

      // When
      String path = ready.playerPath();

      // Then
      assertThat(path).isEqualTo("/media/player/" + ready.recordingId() + "#tenant=aurora");
      Response page = given().get(path.substring(0, path.indexOf('#')));
      page.then()
          .statusCode(200)
          .contentType("text/html")
          .header("Cache-Control", "no-store")
          .header("Referrer-Policy", "no-referrer");
      assertThat(page.header("Content-Security-Policy"))
          .startsWith("default-src 'none'; script-src 'self'")
          .contains("frame-ancestors 'none'");
      assertThat(page.asString())
          .contains("Gravação da ligação", "name=\"client\" content=\"ramal-player\"")
          .doesNotContain("{authority}", ready.recordingId());
      given().get("/media/player/player.js").then().statusCode(200).contentType("text/javascript");
      given().get("/media/player/player.css").then().statusCode(200).contentType("text/css");
      open(ready.recordingId(), Map.of("tenant", "aurora", "expires", 1, "signature", "x"))
          .statusCode(403);
    }
  }

  @Test
  @DisplayName("CALL-181 a signed link opens for whoever holds it, until it ends or is taken back")
  void shouldOpenASignedLinkUntilItIsTakenBack() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      CallApi carla = CallApi.as("carla");
      linkAccess(carla, "signed", 7).statusCode(200).body("access", equalTo("signed"));
      CallApi.as("bia").request().get(LINKS).then().body("access", equalTo("login"));
      ana.request().body(Map.of("access", "login", "days", 7)).put(LINKS).then().statusCode(403);
      linkAccess(carla, "signed", 366).statusCode(400).body("errors.field", hasItem("days"));
      String recording = recordedAtTelnyx();
      tell(probe, "signed" + call, recording, link(recording), Instant.now());
      RecordingReady ready = probe.await(RecordingReady.class, call);
      Map<String, Object> key = behindTheHash(ready.playerPath());
      String id = ready.recordingId();

      // When
      String url = open(id, key).statusCode(200).extract().path("url");

      // Then
      play(url.substring(RamalServers.WEBHOOKS.length())).then().statusCode(200);
      long expires = (Long) key.get("expires");
      assertThat(Instant.ofEpochSecond(expires))
          .isBetween(Instant.now().plusSeconds(6 * 86_400), Instant.now().plusSeconds(8 * 86_400));
      open(id, with(key, "expires", expires + 1)).statusCode(403);
      open(id, with(key, "tenant", "boreal")).statusCode(403);
      open("other", key).statusCode(403);
      play("/media/recordings/" + id + "?" + ready.playerPath().replaceAll(".*#", ""))
          .then()
          .statusCode(403);
      carla
          .request()
          .body(Map.of("access", "login"))
          .put(LINKS)
          .then()
          .statusCode(200)
          .body("access", equalTo("login"))
          .body("days", equalTo(7));
      open(id, key).statusCode(403).body("code", equalTo("CALLS-0236"));
      linkAccess(carla, "signed", 7);
      carla.request().delete("/api/recordings/" + id).then().statusCode(204);
      open(id, key).statusCode(404);
    } finally {
      linkAccess(CallApi.as("carla"), "login", 30);
    }
  }

  private static ValidatableResponse linkAccess(CallApi admin, String access, int days) {
    return admin.request().body(Map.of("access", access, "days", days)).put(LINKS).then();
  }

  private static ValidatableResponse open(String id, Map<String, Object> key) {
    return given()
        .contentType(ContentType.JSON)
        .body(key)
        .post("/media/player/" + id + "/link")
        .then();
  }

  private static Map<String, Object> behindTheHash(String path) {
    Map<String, Object> key = new HashMap<>();
    for (String part : path.substring(path.indexOf('#') + 1).split("&")) {
      String[] pair = part.split("=", 2);
      key.put(pair[0], pair[0].equals("expires") ? (Object) Long.valueOf(pair[1]) : pair[1]);
    }
    return key;
  }

  private static Map<String, Object> with(Map<String, Object> key, String name, Object value) {
    Map<String, Object> changed = new HashMap<>(key);
    changed.put(name, value);
    return changed;
  }

  @Test
  @DisplayName("CALL-55 an erased recording is gone here and at the carrier, and stays gone")
  void shouldEraseHereAndAtTheCarrier() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String recording = recordedAtTelnyx();
      String address = link(recording);
      tell(probe, "erase" + call, recording, address, Instant.now());
      RecordingReady ready = probe.await(RecordingReady.class, call);
      String path = "/api/recordings/" + ready.recordingId();
      ana.request().delete(path).then().statusCode(403);

      // When
      CallApi.as("carla").request().delete(path).then().statusCode(204);

      // Then
      RecordingErased erased = probe.await(RecordingErased.class, call);
      assertThat(erased.recordingId()).isEqualTo(ready.recordingId());
      ana.request().get(ready.mediaPath()).then().statusCode(409);
      given()
          .auth()
          .oauth2(apiKey)
          .get(telnyxUrl + "/recordings/" + recording)
          .then()
          .statusCode(404);
      CallApi.as("carla").request().delete(path).then().statusCode(204);
      tell(probe, "again" + call, recording, address, Instant.now());
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(calls.count("inbox where event_id = ?", "again" + call)).isEqualTo(1));
      assertThat(calls.count("recordings where call_id = ?", call)).isEqualTo(1);
      assertThat(calls.count("recordings where call_id = ? and state = 'ERASED'", call))
          .isEqualTo(1);
    }
  }

  @Test
  @DisplayName(
      "CALL-147 a recording in the customer's own bucket is known, and a person told; no wait")
  void shouldNotFetchWhatOthersKeepAtTheSameHost() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS, Topics.ALERTS)) {
      // When
      tell(
          probe,
          "foreign" + call,
          UUID.randomUUID().toString(),
          "https://s3.amazonaws.com/somebody-elses/a.mp3",
          Instant.now());

      // Then
      isInTheBucketAt(probe, "s3.amazonaws.com", connection);
    }
  }

  @Test
  @DisplayName(
      "CALL-147 a recording in the customer's own bucket is known, and a person told; no wait")
  void shouldKnowTheBucketThatTwilioNames() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS, Topics.ALERTS)) {
      // Given
      String host = "gravacoes-loja.s3.sa-east-1.amazonaws.com";
      String twilio = Connections.twilio("carla");

      // When
      send(
          probe,
          "bucket" + call,
          new CarrierCallRecording(
              new LegIds(call, LegName.LEAD, new CarrierCallId("CA1"), null),
              "RE" + hex(),
              "completed",
              20,
              2,
              "https://" + host + "/AC1/RE1",
              Instant.now(),
              "call",
              new FactOrigin(
                  Carrier.TWILIO,
                  new ConnectionId(twilio),
                  Instant.now(),
                  Instant.now(),
                  null,
                  null)));

      // Then
      isInTheBucketAt(probe, host, twilio);
    }
  }

  private void isInTheBucketAt(TopicProbe probe, String host, String account) {
    AlertRaised alert = probe.await(AlertRaised.class, account);
    assertThat(alert.title()).contains("bucket");
    assertThat(alert.detail()).contains(host).contains("CRM");
    ana.request()
        .get("/api/calls/" + call + "/recordings")
        .then()
        .body("items[0].status", equalTo("external"));
    assertThat(calls.count("call_facts where call_id = ? and kind = 'RecordingMissing'", call))
        .isEqualTo(1);
  }

  @Test
  @DisplayName("CALL-148 ops or an administrator have a lost recording fetched again, and no other")
  void shouldFetchALostRecordingAgain() throws IOException {
    // Given
    RecordingRow lost = rowIn("LOST");
    RecordingRow erased = rowIn("ERASED");
    dead(lost);

    // When
    retry("carla", lost).then().statusCode(202).body("status", equalTo("pending"));

    // Then
    await()
        .atMost(PATIENCE)
        .until(
            () -> calls.count("recordings where id = ? and state = 'STORED'", lost.key.id()) == 1);
    retry("carla", lost).then().statusCode(409).body("code", equalTo("CALLS-0235"));
    retry("carla", erased).then().statusCode(409).body("code", equalTo("CALLS-0235"));
    retry("ana", lost).then().statusCode(403);
    retry("davi", lost).then().statusCode(anyOf(is(403), is(404)));
  }

  @Test
  @DisplayName("CALL-148 ops or an administrator have a lost recording fetched again, and no other")
  void shouldFetchAgainWhatLayInTheCustomersOwnBucket() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS, Topics.ALERTS)) {
      // Given
      String recording = recordedAtTelnyx();
      String elsewhere = "https://s3.amazonaws.com/somebody-elses/" + recording + ".mp3";
      tell(probe, "own" + call, recording, elsewhere, Instant.now());
      isInTheBucketAt(probe, "s3.amazonaws.com", connection);
      String id = calls.value("select id from recordings where call_id = ?", call).toString();
      assertThat(calls.count("jobs where subject = ? and state = 'REFUSED'", id)).isEqualTo(1);

      // When
      retry("carla", id).then().statusCode(202).body("status", equalTo("pending"));

      // Then
      await()
          .atMost(PATIENCE)
          .until(() -> calls.count("recordings where id = ? and state = 'STORED'", id) == 1);
      retry("carla", id).then().statusCode(409).body("code", equalTo("CALLS-0235"));
    }
  }

  private static Response retry(String user, RecordingRow row) {
    return retry(user, row.key.id());
  }

  private static Response retry(String user, String recording) {
    return CallApi.as(user).request().post("/api/recordings/" + recording + "/retry");
  }

  @Test
  @DisplayName("CALL-55 an erased recording is gone here and at the carrier, and stays gone")
  void shouldNotKeepWhatWasErasedWhileItWasFetched() throws IOException {
    // Given
    RecordingRow row = rowIn("ERASED");

    // When
    Fetched fetched = fetched(row);
    transactions
        .inTenant(Tenants.AURORA, sql -> fetch.done(sql, job(row.key.id()), fetched))
        .await()
        .atMost(PATIENCE);

    // Then
    await().atMost(PATIENCE).until(() -> filesOf(row.key.id()).isEmpty());
    assertThat(calls.value("select state from recordings where id = ?", row.key.id()))
        .isEqualTo("ERASED");
  }

  @Test
  @DisplayName("CALL-90 what is fetched after we gave it up is not kept, and stays at the carrier")
  void shouldLeaveAtTheCarrierWhatCameTooLate() throws IOException {
    // Given
    RecordingRow row = rowIn("LOST");

    // When
    Fetched fetched = fetched(row);
    transactions
        .inTenant(Tenants.AURORA, sql -> fetch.doneLate(sql, job(row.key.id()), fetched))
        .await()
        .atMost(PATIENCE);

    // Then
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                calls.count("jobs where subject = ? and state = 'DONE'", row.key.id()) == 1
                    && filesOf(row.key.id()).isEmpty());
    given()
        .auth()
        .oauth2(apiKey)
        .get(telnyxUrl + "/recordings/" + row.carrierRecordingId)
        .then()
        .statusCode(200);
    assertThat(calls.value("select state from recordings where id = ?", row.key.id()))
        .isEqualTo("LOST");
  }

  @Test
  @DisplayName(
      "CALL-96 a lost recording is fetched after all when a person wants it; none that went")
  void shouldFetchALostRecordingWhenItIsRedriven() throws IOException {
    // Given
    RecordingRow lost = rowIn("LOST");
    RecordingRow erased = rowIn("ERASED");

    // When
    redrive(dead(lost)).then().statusCode(202);
    redrive(dead(erased)).then().statusCode(409).body("code", equalTo("RAMAL-0462"));

    // Then
    await()
        .atMost(PATIENCE)
        .until(
            () -> calls.count("recordings where id = ? and state = 'STORED'", lost.key.id()) == 1);
    assertThat(filesOf(lost.key.id())).hasSize(1);
    assertThat(filesOf(erased.key.id())).isEmpty();
  }

  @Test
  @DisplayName("CALL-55 an erased recording is gone here and at the carrier, and stays gone")
  void shouldNotKeepWhatAnAttemptKeptThatTookNoEnd() throws IOException {
    // Given
    RecordingRow row = rowIn("ERASED");
    fetched(row);

    // When
    transactions
        .inTenant(
            Tenants.AURORA,
            sql -> fetch.refused(sql, job(row.key.id()), "not-wanted", "erased before"))
        .await()
        .atMost(PATIENCE);

    // Then
    await().atMost(PATIENCE).until(() -> filesOf(row.key.id()).isEmpty());
  }

  @Test
  @DisplayName("CALL-55 an erased recording is gone here and at the carrier, and stays gone")
  void shouldEraseWhatTelnyxNeverNamed() throws IOException {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String recording = recordedAtTelnyx();
      JsonPath known =
          given().auth().oauth2(apiKey).get(telnyxUrl + "/recordings/" + recording).jsonPath();
      String unnamed = "unnamed-" + UUID.randomUUID();
      send(
          probe,
          unnamed,
          new CarrierCallRecording(
              new LegIds(
                  call,
                  LegName.LEAD,
                  new CarrierCallId(known.getString("data.call_leg_id")),
                  known.getString("data.call_session_id")),
              unnamed,
              "completed",
              37,
              2,
              null,
              Instant.now(),
              null,
              new FactOrigin(
                  Carrier.TELNYX,
                  new ConnectionId(connection),
                  Instant.now(),
                  Instant.now(),
                  null,
                  null)));
      RecordingReady ready = probe.await(RecordingReady.class, call);
      assertThat(filesOf(ready.recordingId())).hasSize(1);

      // When
      CallApi.as("carla")
          .request()
          .delete("/api/recordings/" + ready.recordingId())
          .then()
          .statusCode(204);

      // Then
      given()
          .auth()
          .oauth2(apiKey)
          .get(telnyxUrl + "/recordings/" + recording)
          .then()
          .statusCode(404);
      assertThat(filesOf(ready.recordingId())).isEmpty();
    }
  }

  @Test
  @DisplayName("CALL-60 slow or many recordings of one organization leave room for the others")
  void shouldNotWaitForTheSlowestFile() {
    // Given
    String slow = recordedAtTelnyx();
    String quick = recordedAtTelnyx();
    Simulator.fault("GET", "timeout", "telnyx", "/recordings-media/" + slow, 1, Map.of());
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      tell(probe, "slow" + call, slow, link(slow), Instant.now());
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  calls.count(
                          "recordings r join jobs j on j.subject = r.id"
                              + " where r.call_id = ? and j.state = 'RUNNING'",
                          call)
                      == 1);

      // When
      tell(probe, "quick" + call, quick, link(quick), Instant.now());

      // Then
      assertThat(probe.await(RecordingReady.class, call).carrierRecordingId()).isEqualTo(quick);
    }
  }

  @Test
  @DisplayName("CALL-51 a finished recording is fetched, kept and told once")
  void shouldFetchFromTwilioByAccountAndSid() {
    // Given
    String sid = "AC" + hex();
    String token = hex();
    Simulator.twilioAccount(sid, token, Connections.NUMBER);
    Map<String, Object> body = new HashMap<>();
    body.put("carrier", "twilio");
    body.put("accountSid", sid);
    body.put("authToken", token);
    body.put("numbers", List.of(Connections.NUMBER));
    body.put("enabled", false);
    String twilio = connected(body);
    String account = twilioUrl + "/2010-04-01/Accounts/" + sid;
    given()
        .auth()
        .preemptive()
        .basic(sid, token)
        .formParam("To", "+5511987650052")
        .formParam("From", Connections.NUMBER)
        .formParam("Record", "true")
        .formParam("RecordingChannels", "dual")
        .formParam("Twiml", "<Response><Pause length=\"20\"/></Response>")
        .post(account + "/Calls.json")
        .then()
        .statusCode(201);
    Simulator.advance(60);
    String recording =
        given()
            .auth()
            .preemptive()
            .basic(sid, token)
            .get(account + "/Recordings.json")
            .then()
            .statusCode(200)
            .extract()
            .path("recordings[0].sid");
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // When
      send(
          probe,
          "tw" + call,
          new CarrierCallRecording(
              new LegIds(call, LegName.LEAD, new CarrierCallId("CA1"), null),
              recording,
              "completed",
              20,
              2,
              "http://169.254.169.254/latest",
              Instant.now(),
              null,
              new FactOrigin(
                  Carrier.TWILIO,
                  new ConnectionId(twilio),
                  Instant.now(),
                  Instant.now(),
                  null,
                  null)));

      // Then
      RecordingReady ready = probe.await(RecordingReady.class, call);
      assertThat(ready.carrier()).isEqualTo(Carrier.TWILIO);
      assertThat(ready.bytes()).isPositive();
      assertThat(ready.seconds()).isEqualTo(20);
    }
  }

  /** One of which a person or our patience has decided meanwhile. */
  private RecordingRow rowIn(String state) {
    RecordingRow row = new RecordingRow();
    row.key = new RowKey("aurora", "r" + hex());
    row.callId = call;
    row.carrier = Carrier.TELNYX;
    row.connectionId = connection;
    row.carrierRecordingId = recordedAtTelnyx();
    row.mediaUrl = link(row.carrierRecordingId);
    row.mediaUrlUntil = Instant.now().plusSeconds(300);
    row.recordedAt = Instant.now();
    calls.execute(
        "insert into recordings (tenant, id, call_id, carrier, connection_id, state,"
            + " carrier_recording_id, recorded_at, created_at)"
            + " values ('aurora', ?, ?, 'TELNYX', ?, ?, ?, now(), now())",
        row.key.id(),
        call,
        connection,
        state,
        row.carrierRecordingId);
    return row;
  }

  private String dead(RecordingRow row) {
    calls.execute(
        "insert into jobs (id, tenant, queue, kind, subject, account, priority, payload, state,"
            + " attempt, due_at, created_at, opened_at, finished_at) values"
            + " (?, 'aurora', 'recordings', 'FETCH', ?, '', 3, '{}', 'DEAD', 12, now(), now(),"
            + " now(), now())",
        "dead-" + row.key.id(),
        row.key.id());
    return "dead-" + row.key.id();
  }

  private static Response redrive(String job) {
    return CallApi.as("carla").request().post("/api/calls/dead-jobs/" + job + "/redrive");
  }

  private Fetched fetched(RecordingRow row) throws IOException {
    Outcome<Fetched> outcome = fetch.fetched(row).await().atMost(PATIENCE);
    assertThat(filesOf(row.key.id())).isNotEmpty();
    return ((Outcome.Done<Fetched>) outcome).result();
  }

  private List<Path> filesOf(String recordingId) throws IOException {
    try (Stream<Path> files = Files.walk(storage.folder())) {
      return files.filter(file -> file.getFileName().toString().contains(recordingId)).toList();
    }
  }

  private static Job job(String recordingId) {
    Instant now = Instant.now();
    return new Job(
        1,
        "j" + recordingId,
        Tenants.AURORA,
        FetchRecordings.QUEUE,
        FetchRecordings.KIND,
        recordingId,
        "",
        "{}",
        JobState.RUNNING,
        1,
        0,
        0,
        now,
        now,
        now,
        null,
        now.plusSeconds(60));
  }

  private List<String> recordingsAtTelnyx() {
    return given()
        .auth()
        .oauth2(apiKey)
        .get(telnyxUrl + "/recordings")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("data.id");
  }

  /** A call of 37 seconds that was recorded; answers the recording's id. */
  private String recordedAtTelnyx() {
    List<String> before = recordingsAtTelnyx();
    given()
        .auth()
        .oauth2(apiKey)
        .contentType("application/json")
        .body(
            Map.of(
                "connection_id", application,
                "to", "+5511987650053",
                "from", Connections.NUMBER,
                "record", "record-from-answer",
                "record_channels", "dual",
                "record_format", "mp3",
                "webhook_url", RamalServers.WEBHOOKS + "/nowhere"))
        .post(telnyxUrl + "/calls")
        .then()
        .statusCode(200);
    Simulator.advance(60);
    return recordingsAtTelnyx().stream()
        .filter(one -> !before.contains(one))
        .findFirst()
        .orElseThrow();
  }

  private String link(String recording) {
    return given()
        .auth()
        .oauth2(apiKey)
        .get(telnyxUrl + "/recordings/" + recording)
        .then()
        .statusCode(200)
        .extract()
        .path("data.download_urls.mp3");
  }

  private void tell(
      TopicProbe probe, String factId, String recording, String url, Instant occurred) {
    send(
        probe,
        factId,
        new CarrierCallRecording(
            new LegIds(call, LegName.LEAD, new CarrierCallId("v3:x"), null),
            recording,
            "completed",
            37,
            2,
            url,
            occurred.minusSeconds(40),
            "call",
            new FactOrigin(
                Carrier.TELNYX, new ConnectionId(connection), occurred, occurred, null, null)));
  }

  private void send(TopicProbe probe, String factId, CarrierCallRecording fact) {
    probe.send(
        new Event<>(
            factId,
            "/webhook-gateway",
            call,
            Instant.now(),
            Tenants.AURORA,
            null,
            Topics.CALL_FACTS,
            "aurora:" + call,
            fact));
  }

  private static Response play(String path) {
    return given().urlEncodingEnabled(false).get(URI.create(path).toString());
  }

  private String connected(Map<String, Object> body) {
    return CallApi.as("carla")
        .request()
        .body(body)
        .post("/api/carriers")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String hex() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
