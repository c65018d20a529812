package dev.ramal.calls.recordings;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
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
import dev.ramal.events.TenantId;
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
import dev.ramal.simulators.script.Script;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.RamalServers;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
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
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
class RecordingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String CUSTOMER = "+5511987650813";
  private static final String LINKS = "/api/settings/voice/recording-links";

  @ConfigProperty(name = "ramal.telnyx.api-url")
  String telnyxUrl;

  @ConfigProperty(name = "ramal.twilio.api-url")
  String twilioUrl;

  @Inject FetchRecordings fetch;
  @Inject RecordingRepository repository;
  @Inject StorageConfig storage;
  @Inject SqlTransactions transactions;

  private final Postgres calls = Postgres.database("calls");
  private RecordedAccount account;
  private TenantId tenant;
  private CallApi agent;
  private CallApi admin;
  private CallApi finance;
  private CallApi stranger;
  private String call;

  /** An organization's call, and its account at the carrier. */
  private void at(Carrier carrier, TenantId organization) {
    tenant = organization;
    boolean aurora = organization.equals(Tenants.AURORA);
    agent = CallApi.as(aurora ? "ana" : "breno");
    String administrator = aurora ? "carla" : "bia";
    admin = CallApi.as(administrator);
    finance = CallApi.as(aurora ? "davi" : "fabio");
    stranger = CallApi.as(aurora ? "bia" : "carla");
    if (carrier.equals(Carrier.TWILIO)) {
      Connections.twilio(administrator);
    } else {
      Connections.telnyx(administrator);
    }
    Simulator.noFaults();
    Simulator.catchUp();
    account = RecordedAccount.at(carrier, administrator);
    call = agent.dials(Map.of("to", "+5511987650051", "carrier", carrier.wire()));
  }

  @ParameterizedTest
  @CsvSource({"telnyx, aurora", "twilio, boreal"})
  @DisplayName("CALL-51 a finished recording is fetched, kept and told once")
  void shouldFetchKeepAndTellARecordingOnce(Carrier carrier, TenantId organization) {
    // Given
    at(carrier, organization);
    String recording = account.records();
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // When
      Instant told = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      for (String fact : List.of("f-1", "f-2", "f-3")) {
        tell(probe, fact + call, recording, account.address(recording), told);
      }

      // Then
      RecordingReady ready = probe.await(RecordingReady.class, call);
      assertThat(ready.carrierRecordingId()).isEqualTo(recording);
      assertThat(ready.storedObject())
          .startsWith(organization + "/")
          .endsWith("/" + call + "/" + ready.recordingId() + ".mp3");
      assertThat(ready.recordingId())
          .as("the same, whoever hears of it first, and when")
          .isEqualTo(
              UUID.nameUUIDFromBytes(
                      (organization + " " + carrier.wire() + " " + recording).getBytes(UTF_8))
                  .toString());
      assertThat(ready.recordedAt())
          .as("40 s before it was told, for 37 s")
          .isEqualTo(told.minusSeconds(3));
      assertThat(ready.bytes()).isPositive();
      assertThat(ready.seconds()).isEqualTo(37);
      assertThat(ready.channels()).isEqualTo(2);
      agent
          .request()
          .get("/api/calls/" + call + "/recordings")
          .then()
          .statusCode(200)
          .body("items", org.hamcrest.Matchers.hasSize(1))
          .body("items[0].status", org.hamcrest.Matchers.equalTo("stored"));
      assertThat(probe.all(organization, RecordingReady.class))
          .filteredOn(record -> call.equals(record.subject()))
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"telnyx, aurora", "telnyx, boreal", "twilio, aurora", "twilio, boreal"})
  @DisplayName("CALL-52 an address that has died is asked for anew")
  void shouldAskForAFreshAddressWhenTheOldOneHasDied(Carrier carrier, TenantId organization) {
    // Given
    at(carrier, organization);
    String recording = account.records();
    // At Amazon's lies what Telnyx keeps, and what of Twilio's is in a customer's own bucket.
    String dead =
        carrier.equals(Carrier.TELNYX)
            ? "https://s3.amazonaws.com/gone.mp3"
            : account.address(account.unknown());
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // When
      tell(probe, "late" + call, recording, dead, Instant.now().minusSeconds(1200));

      // Then
      RecordingReady ready = probe.await(RecordingReady.class, call);
      assertThat(ready.carrierRecordingId()).isEqualTo(recording);
      assertThat(ready.bytes()).isPositive();
      assertThat(ready.storedObject()).startsWith(organization + "/");
      stranger.request().get("/api/calls/" + call + "/recordings").then().statusCode(404);
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-53 a recording that is not there is tried again, and nothing is told")
  void shouldTryAgainWhatIsNotThere(Carrier carrier, TenantId organization) {
    // Given
    at(carrier, organization);
    String missing = account.unknown();
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // When
      tell(probe, "none" + call, missing, account.address(missing), Instant.now());

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
      assertThat(probe.all(tenant, RecordingReady.class))
          .noneMatch(record -> call.equals(record.subject()));
    }
  }

  @Test
  @DisplayName("CALL-56 a media address outside the carrier is not fetched")
  void shouldNotFetchFromWhereverACallbackSays() {
    // Given
    at(Carrier.TELNYX, Tenants.AURORA);
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
  @DisplayName("CALL-56 a media address outside the carrier is not fetched")
  void shouldFetchFromTwilioWhateverACallbackSays() {
    // Given
    at(Carrier.TWILIO, Tenants.BOREAL);
    String recording = account.records();
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // When
      tell(probe, "evil" + call, recording, telnyxUrl + "/_sim/state", Instant.now());

      // Then
      RecordingReady ready = probe.await(RecordingReady.class, call);
      assertThat(ready.contentType())
          .as("the recording, and no answer of others")
          .isEqualTo("audio/mpeg");
      assertThat(ready.bytes()).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-54 a signed link plays ranges, and nothing once it is forged or has ended")
  void shouldPlayThroughASignedLinkOnly(Carrier carrier, TenantId organization) throws IOException {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      at(carrier, organization);
      String recording = account.records();
      tell(probe, "play" + call, recording, account.address(recording), Instant.now());
      RecordingReady ready = probe.await(RecordingReady.class, call);

      // When
      String url =
          agent.request().get(ready.mediaPath()).then().statusCode(200).extract().path("url");

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
      play(path.replace("tenant=" + tenant, "tenant=" + other())).then().statusCode(403);
      play(path.replaceAll("expires=[0-9]+", "expires=9999999999")).then().statusCode(403);
      play(path.replaceAll("expires=[0-9]+", "expires=1")).then().statusCode(403);
      play(path.replaceAll("&signature=.*", "")).then().statusCode(403);
      stranger.request().get(ready.mediaPath()).then().statusCode(404);
      stranger.request().get("/api/calls/" + call + "/recordings").then().statusCode(404);
      stranger.request().delete("/api/recordings/" + ready.recordingId()).then().statusCode(404);
      CallApi.as("gil", "aurora").request().get(ready.mediaPath()).then().statusCode(404);
      finance.request().get(ready.mediaPath()).then().statusCode(403);
      for (Path file : filesOf(ready.recordingId())) {
        Files.delete(file);
      }
      play(path).then().statusCode(409).body("code", is("CALLS-0232"));
    }
  }

  @ParameterizedTest
  @CsvSource({"telnyx, aurora", "twilio, boreal"})
  @DisplayName(
      "CALL-180 the link in a note opens a page that lets log in, where the organization wants it")
  void shouldLeadToAPageThatLetsLogIn(Carrier carrier, TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      at(carrier, organization);
      String recording = account.records();
      tell(probe, "page" + call, recording, account.address(recording), Instant.now());
      RecordingReady ready = probe.await(RecordingReady.class, call);

      // When
      String path = ready.playerPath();

      // Then
      assertThat(path).isEqualTo("/media/player/" + ready.recordingId() + "#tenant=" + tenant);
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
      for (TenantId one : List.of(tenant, other())) {
        open(ready.recordingId(), Map.of("tenant", one.value(), "expires", 1, "signature", "x"))
            .statusCode(403);
      }
      agent.request().get(ready.mediaPath()).then().statusCode(200);
      stranger.request().get(ready.mediaPath()).then().statusCode(404);
      stranger.request().get("/api/calls/" + call + "/recordings").then().statusCode(404);
    }
  }

  @ParameterizedTest
  @CsvSource({"telnyx, aurora", "twilio, boreal"})
  @DisplayName("CALL-181 a signed link opens for whoever holds it, until it ends or is taken back")
  void shouldOpenASignedLinkUntilItIsTakenBack(Carrier carrier, TenantId organization) {
    // Given
    at(carrier, organization);
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      linkAccess(admin, "signed", 7).statusCode(200).body("access", equalTo("signed"));
      stranger.request().get(LINKS).then().body("access", equalTo("login"));
      agent.request().body(Map.of("access", "login", "days", 7)).put(LINKS).then().statusCode(403);
      linkAccess(admin, "signed", 366).statusCode(400).body("errors.field", hasItem("days"));
      String recording = account.records();
      tell(probe, "signed" + call, recording, account.address(recording), Instant.now());
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
      open(id, with(key, "tenant", other().value())).statusCode(403);
      open("other", key).statusCode(403);
      play("/media/recordings/" + id + "?" + ready.playerPath().replaceAll(".*#", ""))
          .then()
          .statusCode(403);
      admin
          .request()
          .body(Map.of("access", "login"))
          .put(LINKS)
          .then()
          .statusCode(200)
          .body("access", equalTo("login"))
          .body("days", equalTo(7));
      open(id, key).statusCode(403).body("code", equalTo("CALLS-0236"));
      linkAccess(admin, "signed", 7);
      stranger.request().delete("/api/recordings/" + id).then().statusCode(404);
      open(id, key).statusCode(200);
      admin.request().delete("/api/recordings/" + id).then().statusCode(204);
      open(id, key).statusCode(404);
    } finally {
      linkAccess(admin, "login", 30);
    }
  }

  private TenantId other() {
    return tenant.equals(Tenants.AURORA) ? Tenants.BOREAL : Tenants.AURORA;
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

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-55 an erased recording is gone here and at the carrier, and stays gone")
  void shouldEraseHereAndAtTheCarrier(Carrier carrier, TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      at(carrier, organization);
      String recording = account.records();
      String address = account.address(recording);
      tell(probe, "erase" + call, recording, address, Instant.now());
      RecordingReady ready = probe.await(RecordingReady.class, call);
      String path = "/api/recordings/" + ready.recordingId();
      agent.request().delete(path).then().statusCode(403);

      // When
      admin.request().delete(path).then().statusCode(204);

      // Then
      RecordingErased erased = probe.await(RecordingErased.class, call);
      assertThat(erased.recordingId()).isEqualTo(ready.recordingId());
      agent.request().get(ready.mediaPath()).then().statusCode(409);
      assertThat(account.has(recording)).isFalse();
      admin.request().delete(path).then().statusCode(204);
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
    // Given
    at(Carrier.TELNYX, Tenants.BOREAL);
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS, Topics.ALERTS)) {
      // When
      tell(
          probe,
          "foreign" + call,
          UUID.randomUUID().toString(),
          "https://s3.amazonaws.com/somebody-elses/a.mp3",
          Instant.now());

      // Then
      isInTheBucketAt(probe, "s3.amazonaws.com");
    }
  }

  @Test
  @DisplayName(
      "CALL-147 a recording in the customer's own bucket is known, and a person told; no wait")
  void shouldKnowTheBucketThatTwilioNames() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS, Topics.ALERTS)) {
      // Given
      at(Carrier.TWILIO, Tenants.AURORA);
      String host = "gravacoes-loja.s3.sa-east-1.amazonaws.com";

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
                  new ConnectionId(account.connection()),
                  Instant.now(),
                  Instant.now(),
                  null,
                  null)));

      // Then
      isInTheBucketAt(probe, host);
    }
  }

  private void isInTheBucketAt(TopicProbe probe, String host) {
    AlertRaised alert = probe.await(AlertRaised.class, account.connection());
    assertThat(alert.title()).contains("bucket");
    assertThat(alert.detail()).contains(host).contains("CRM");
    agent
        .request()
        .get("/api/calls/" + call + "/recordings")
        .then()
        .body("items[0].status", equalTo("external"));
    assertThat(calls.count("call_facts where call_id = ? and kind = 'RecordingMissing'", call))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-148 ops or an administrator have a lost recording fetched again, and no other")
  void shouldFetchALostRecordingAgain(Carrier carrier, TenantId organization) throws IOException {
    // Given
    at(carrier, organization);
    RecordingRow lost = rowIn("LOST");
    RecordingRow erased = rowIn("ERASED");
    dead(lost);

    // When
    retry(admin, lost).then().statusCode(202).body("status", equalTo("pending"));

    // Then
    await()
        .atMost(PATIENCE)
        .until(
            () -> calls.count("recordings where id = ? and state = 'STORED'", lost.key.id()) == 1);
    retry(admin, lost).then().statusCode(409).body("code", equalTo("CALLS-0235"));
    retry(admin, erased).then().statusCode(409).body("code", equalTo("CALLS-0235"));
    retry(agent, lost).then().statusCode(403);
    retry(finance, lost).then().statusCode(anyOf(is(403), is(404)));
  }

  @ParameterizedTest
  @CsvSource({
    "twilio, aurora, gravacoes-loja.s3.sa-east-1.amazonaws.com",
    "telnyx, boreal, s3.amazonaws.com/somebody-elses"
  })
  @DisplayName("CALL-148 ops or an administrator have a lost recording fetched again, and no other")
  void shouldFetchAgainWhatLayInTheCustomersOwnBucket(
      Carrier carrier, TenantId organization, String bucket) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS, Topics.ALERTS)) {
      // Given
      at(carrier, organization);
      String recording = account.records();
      String elsewhere = "https://" + bucket + "/" + recording + ".mp3";
      tell(probe, "own" + call, recording, elsewhere, Instant.now());
      isInTheBucketAt(probe, URI.create(elsewhere).getHost());
      String id = calls.value("select id from recordings where call_id = ?", call).toString();
      assertThat(calls.count("jobs where subject = ? and state = 'REFUSED'", id)).isEqualTo(1);

      // When
      retry(admin, id).then().statusCode(202).body("status", equalTo("pending"));

      // Then
      await()
          .atMost(PATIENCE)
          .until(() -> calls.count("recordings where id = ? and state = 'STORED'", id) == 1);
      retry(admin, id).then().statusCode(409).body("code", equalTo("CALLS-0235"));
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-813 what is wanted again and lies in the customer's bucket still is external")
  void shouldKnowAgainWhatLiesInTheCustomersOwnBucketStill(Carrier carrier, TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS, Topics.ALERTS)) {
      // Given
      at(carrier, organization);
      String host = "gravacoes-loja.s3.sa-east-1.amazonaws.com";
      SimulatedCarriers.host().scripts().put(CUSTOMER, Script.lead().bucket(host));
      String recording = account.records(CUSTOMER);
      tell(probe, "still" + call, recording, null, Instant.now());
      isInTheBucketAt(probe, host);
      String id = calls.value("select id from recordings where call_id = ?", call).toString();

      // When
      retry(admin, id).then().statusCode(202).body("status", equalTo("pending"));

      // Then
      await()
          .atMost(PATIENCE)
          .until(() -> calls.count("recordings where id = ? and state = 'EXTERNAL'", id) == 1);
      assertThat(calls.count("jobs where subject = ? and state in ('WAITING', 'DEAD')", id))
          .isZero();
      assertThat(probe.all(tenant, RecordingReady.class))
          .noneMatch(record -> call.equals(record.subject()));
    } finally {
      SimulatedCarriers.host().scripts().remove(CUSTOMER);
    }
  }

  private static Response retry(CallApi user, RecordingRow row) {
    return retry(user, row.key.id());
  }

  private static Response retry(CallApi user, String recording) {
    return user.request().post("/api/recordings/" + recording + "/retry");
  }

  @Test
  @DisplayName("CALL-55 an erased recording is gone here and at the carrier, and stays gone")
  void shouldNotKeepWhatWasErasedWhileItWasFetched() throws IOException {
    // Given
    at(Carrier.TELNYX, Tenants.AURORA);
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

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-90 what is fetched after we gave it up is not kept, and stays at the carrier")
  void shouldLeaveAtTheCarrierWhatCameTooLate(Carrier carrier, TenantId organization)
      throws IOException {
    // Given
    at(carrier, organization);
    RecordingRow row = rowIn("LOST");

    // When
    Fetched fetched = fetched(row);
    transactions
        .inTenant(tenant, sql -> fetch.doneLate(sql, job(row.key.id()), fetched))
        .await()
        .atMost(PATIENCE);

    // Then
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                calls.count("jobs where subject = ? and state = 'DONE'", row.key.id()) == 1
                    && filesOf(row.key.id()).isEmpty());
    assertThat(account.has(row.carrierRecordingId)).isTrue();
    assertThat(calls.value("select state from recordings where id = ?", row.key.id()))
        .isEqualTo("LOST");
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName(
      "CALL-96 a lost recording is fetched after all when a person wants it; none that went")
  void shouldFetchALostRecordingWhenItIsRedriven(Carrier carrier, TenantId organization)
      throws IOException {
    // Given
    at(carrier, organization);
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
    at(Carrier.TELNYX, Tenants.AURORA);
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
      at(Carrier.TELNYX, Tenants.AURORA);
      String recording = account.records();
      JsonPath known =
          given()
              .auth()
              .oauth2(account.secret())
              .get(telnyxUrl + "/recordings/" + recording)
              .jsonPath();
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
                  new ConnectionId(account.connection()),
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
          .oauth2(account.secret())
          .get(telnyxUrl + "/recordings/" + recording)
          .then()
          .statusCode(404);
      assertThat(filesOf(ready.recordingId())).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-60 slow or many recordings of one organization leave room for the others")
  void shouldNotWaitForTheSlowestFile(Carrier carrier, TenantId organization) {
    // Given
    at(carrier, organization);
    String slow = account.records();
    String quick = account.records();
    Simulator.fault("GET", "timeout", carrier.wire(), account.media(slow), 1, Map.of());
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      tell(probe, "slow" + call, slow, account.address(slow), Instant.now());
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
      tell(probe, "quick" + call, quick, account.address(quick), Instant.now());

      // Then
      assertThat(probe.await(RecordingReady.class, call).carrierRecordingId()).isEqualTo(quick);
    }
  }

  @Test
  @DisplayName("CALL-51 a finished recording is fetched, kept and told once")
  void shouldFetchFromTwilioByAccountAndSid() {
    // Given
    at(Carrier.TWILIO, Tenants.AURORA);
    String recording = account.records();
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
                  new ConnectionId(account.connection()),
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
    row.key = RowKey.of(tenant, "r" + hex());
    row.callId = call;
    row.carrier = account.carrier();
    row.connectionId = account.connection();
    row.carrierRecordingId = account.records();
    row.mediaUrl = account.address(row.carrierRecordingId);
    row.mediaUrlUntil = row.carrier.equals(Carrier.TELNYX) ? Instant.now().plusSeconds(300) : null;
    row.recordedAt = Instant.now();
    calls.execute(
        "insert into recordings (tenant, id, call_id, carrier, connection_id, state,"
            + " carrier_recording_id, recorded_at, created_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, now(), now())",
        tenant.value(),
        row.key.id(),
        call,
        row.carrier.name(),
        row.connectionId,
        state,
        row.carrierRecordingId);
    return row;
  }

  private String dead(RecordingRow row) {
    calls.execute(
        "insert into jobs (id, tenant, queue, kind, subject, account, priority, payload, state,"
            + " attempt, due_at, created_at, opened_at, finished_at) values"
            + " (?, ?, 'recordings', 'FETCH', ?, '', 3, '{}', 'DEAD', 12, now(), now(),"
            + " now(), now())",
        "dead-" + row.key.id(),
        tenant.value(),
        row.key.id());
    return "dead-" + row.key.id();
  }

  private Response redrive(String job) {
    return admin.request().post("/api/calls/dead-jobs/" + job + "/redrive");
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

  private Job job(String recordingId) {
    Instant now = Instant.now();
    return new Job(
        1,
        "j" + recordingId,
        tenant,
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

  private void tell(
      TopicProbe probe, String factId, String recording, String url, Instant occurred) {
    send(probe, factId, account.told(call, recording, url, occurred));
  }

  private void send(TopicProbe probe, String factId, CarrierCallRecording fact) {
    probe.send(
        new Event<>(
            factId,
            "/webhook-gateway",
            call,
            Instant.now(),
            tenant,
            null,
            Topics.CALL_FACTS,
            tenant + ":" + call,
            fact));
  }

  private static Response play(String path) {
    return given().urlEncodingEnabled(false).get(URI.create(path).toString());
  }

  private static String hex() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
