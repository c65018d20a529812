package dev.ramal.calls.transcription;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.carrier.RecordingPort.ListedRecording;
import dev.ramal.calls.carrier.TranscriptPort.Speech;
import dev.ramal.calls.connections.CarrierAccounts;
import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.LeadUp;
import dev.ramal.calls.fixtures.RecordedTalk;
import dev.ramal.calls.recordings.RecordingStep.Recorded;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Event;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.RecordingErased;
import dev.ramal.events.calls.TranscriptReady;
import dev.ramal.events.carrier.CarrierCallFact;
import dev.ramal.events.carrier.CarrierCallFact.LegIds;
import dev.ramal.events.carrier.CarrierCallRecording;
import dev.ramal.events.carrier.CarrierCallTranscript;
import dev.ramal.events.carrier.FactOrigin;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import dev.ramal.testkit.fixtures.Simulator;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@CallsTest
class TranscriptionTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String SETTINGS = "/api/settings/voice/transcription";
  private static final String OF_BOREAL =
      "jobs where tenant = 'boreal' and queue = 'transcriptions'";
  private static final Postgres CALLS = Postgres.database("calls");

  @Inject Carriers carriers;
  @Inject CarrierAccounts accounts;
  @Inject SqlTransactions transactions;
  @Inject FollowRecordings follow;
  @Inject EchoTranscriber echo;
  @Inject TellCarriers tellCarriers;

  private final CallApi carla = CallApi.as("carla");
  private final CallApi bruno = CallApi.as("bruno");
  private CallApi admin = carla;
  private CallApi person = bruno;
  private TenantId tenant = Tenants.AURORA;
  private TopicProbe probe;

  @BeforeEach
  void connect() {
    Simulator.noFaults();
    Connections.twilio("carla");
    Connections.telnyx("carla");
    probe = TopicProbe.on(Topics.CALLS);
  }

  /** Whose calls, and whose settings; the one organization's until then. */
  private void at(TenantId organization) {
    if (organization.equals(Tenants.BOREAL)) {
      tenant = organization;
      admin = CallApi.as("bia");
      person = admin;
      Connections.twilio("bia");
      Connections.telnyx("bia");
    }
  }

  @AfterEach
  void close() {
    choose("none");
    CALLS.execute("delete from transcription_settings");
    Simulator.noFaults();
    probe.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-516 the carrier writes a recording down; it is told once, and read by who may")
  void shouldWriteDownAndTellOnce(String carrier) {
    // Given
    choose("carrier", "preço");
    RecordedTalk talk = stored(carrier);
    awaitStatus(talk, "asked", "ready");
    long before = CALLS.count(OF_BOREAL);

    // When
    Simulator.advance(10);
    for (String event : List.of("first", "again")) {
      told(talk, event, Tenants.AURORA);
    }
    told(talk, "foreign", Tenants.BOREAL);

    // Then
    TranscriptReady ready = probe.await(TranscriptReady.class, talk.id());
    JsonPath shown = transcript(bruno, talk);
    assertThat(shown.getString("status")).isEqualTo("ready");
    assertThat(ready.recordingId()).isEqualTo(shown.getString("recordingId"));
    assertThat(ready.words()).isPositive().isEqualTo(shown.getInt("words"));
    assertThat(ready.seconds()).isPositive();
    assertThat(ready.agentId()).isEqualTo(carla.call(talk.id()).<String>path("agentId"));
    assertThat(ready.agentName()).isEqualTo(carla.call(talk.id()).<String>path("agentName"));
    assertThat(shown.getString("sentences.text")).contains("preço do plano");
    assertThat(shown.getInt("analysis.keywords[0].hits")).isPositive();
    boolean timed = "twilio".equals(carrier);
    assertThat(ready.timed()).isEqualTo(timed);
    assertThat(shown.getList("analysis.sides.party"))
        .isEqualTo(timed ? List.of("agent", "lead") : List.of());
    assertThat(shown.getString("sentences[0].party")).isEqualTo(timed ? "lead" : null);
    await().untilAsserted(() -> assertThat(open(talk)).as("nobody looks for it").isZero());
    assertThat(probe.all(Tenants.AURORA, TranscriptReady.class))
        .filteredOn(event -> talk.id().equals(event.subject()))
        .singleElement()
        .satisfies(event -> assertThat(event.json()).doesNotContain("preço"));
    awaitApplied("foreign-" + talk.id());
    assertThat(CALLS.count(OF_BOREAL))
        .as("another organization's connection tells nothing of it")
        .isEqualTo(before);
    assertThat(list(CallApi.as("bia"), talk).statusCode()).isEqualTo(404);
    assertThat(list(CallApi.as("ana"), talk).statusCode()).as("not her call").isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"twilio, boreal, carla", "telnyx, aurora, bia"})
  @DisplayName("CALL-517 a transcript goes with its recording, at the carrier too, and stays gone")
  void shouldEraseWithTheRecording(String carrier, TenantId organization, String others) {
    // Given
    at(organization);
    CallApi stranger = CallApi.as(others);
    choose("carrier");
    RecordedTalk talk = stored(carrier);
    awaitStatus(talk, "asked", "ready");
    Simulator.advance(10);
    awaitStatus(talk, "ready");
    String recording = transcript(person, talk).getString("recordingId");
    assertThat(list(stranger, talk).statusCode()).isEqualTo(404);
    stranger.request().delete("/api/recordings/" + recording).then().statusCode(404);
    assertThat(transcript(person, talk).getString("status")).isEqualTo("ready");

    // When
    int answer = admin.request().delete("/api/recordings/" + recording).statusCode();

    // Then
    assertThat(answer).isEqualTo(204);
    JsonPath shown = transcript(person, talk);
    assertThat(shown.getString("status")).isEqualTo("erased");
    assertThat(shown.getList("sentences")).isEmpty();
    assertThat(shown.getString("analysis")).isNull();
    assertThat(CALLS.count("transcripts where call_id = ? and wording is not null", talk.id()))
        .isZero();
    assertThat(isAtCarrier(talk)).isFalse();
    told(talk, "late", tenant);
    awaitApplied("late-" + talk.id());
    assertThat(transcript(person, talk).getString("status")).isEqualTo("erased");
    assertThat(list(stranger, talk).statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("CALL-518 what is written down after its recording was erased is erased, too")
  void shouldEraseWhatComesTooLate() {
    // Given
    at(Tenants.BOREAL);
    choose("carrier");
    RecordedTalk talk = stored("telnyx", 3);
    awaitStatus(talk, "asked", "ready");
    String recording = transcript(person, talk).getString("recordingId");
    admin.request().delete("/api/recordings/" + recording).then().statusCode(204);
    Simulator.advance(10);
    assertThat(isAtCarrier(talk)).as("it came after that").isTrue();

    // When
    told(talk, "late", tenant);

    // Then
    await().untilAsserted(() -> assertThat(isAtCarrier(talk)).isFalse());
    assertThat(transcript(person, talk).getString("status")).isEqualTo("erased");
  }

  @Test
  @DisplayName("CALL-518 what is written down after its recording was erased is erased, too")
  void shouldEraseWhatTwilioCouldNotWhileItWrote() {
    // Given
    choose("carrier");
    RecordedTalk talk = stored("twilio");
    awaitStatus(talk, "asked", "lost");
    cannotEraseAtTwilio();
    assertThat(erase(talk)).as("the transcript is kept").isEqualTo(202);
    assertThat(listed(talk)).as("the audio is gone").isEmpty();
    Simulator.advance(10);
    assertThat(isAtCarrier(talk)).as("it came after that").isTrue();
    Simulator.noFaults();

    // When
    told(talk, "late", Tenants.AURORA);

    // Then
    await().untilAsserted(() -> assertThat(isAtCarrier(talk)).isFalse());
    assertThat(erase(talk)).isEqualTo(204);
    assertThat(transcript(bruno, talk).getString("status")).isEqualTo("erased");
  }

  @Test
  @DisplayName("CALL-519 nothing is written down until an administrator says so")
  void shouldWriteNothingDownByItself() {
    // When
    RecordedTalk talk = stored("telnyx");
    RecordedTalk other = stored("twilio");

    // Then
    assertThat(list(bruno, talk).<List<?>>path("items")).isEmpty();
    assertThat(list(bruno, other).<List<?>>path("items")).isEmpty();
    assertThat(Simulator.posts("twilio", "/v2/Transcripts", carrierRecording(other))).isEmpty();
    assertThat(LeadUp.commands("record_start", talk.lead()))
        .singleElement()
        .asString()
        .doesNotContain("transcription");
    assertThat(CallApi.as("ana").request().get(SETTINGS).<String>path("step")).isEqualTo("none");
    assertThat(put(CallApi.as("ana"), "carrier", "pt-BR", List.of()).statusCode()).isEqualTo(403);
    Response refused = put(carla, "mind-reading", "tlh", List.of(" "));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.<String>path("code")).isEqualTo("CALLS-0340");
    assertThat(refused.<List<String>>path("errors.field"))
        .containsExactly("step", "language", "keywords[0]");
    choose("carrier", "preço");
    assertThat(CallApi.as("ana").request().get(SETTINGS).<List<String>>path("keywords"))
        .containsExactly("preço");
    assertThat(CallApi.as("bia").request().get(SETTINGS).<String>path("step"))
        .as("another organization's")
        .isEqualTo("none");
  }

  @Test
  @DisplayName("CALL-520 what never comes is lost, visibly, and may be looked for again")
  void shouldGiveUpWhatNeverComes() {
    // Given
    choose(EchoTranscriber.STEP);

    // When
    Recorded never = kept("coming-never");

    // Then
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(state(never)).isEqualTo("LOST never-came"));
    String job = text("select id from jobs where subject = ? and state = 'DEAD'", never);
    assertThat(
            CallApi.as("bia")
                .request()
                .post("/api/calls/dead-jobs/" + job + "/redrive")
                .statusCode())
        .isEqualTo(404);
    assertThat(carla.request().post("/api/calls/dead-jobs/" + job + "/redrive").statusCode())
        .isEqualTo(202);
  }

  @Test
  @DisplayName("CALL-521 a further step is one bean: done, refused, throttled, unknown, huge, gone")
  void shouldTakeWhateverAStepAnswers() {
    // Given
    choose(EchoTranscriber.STEP, "segredo");

    // When
    Recorded refused = kept("refused");
    Recorded throttled = kept("throttled");
    Recorded unknown = kept("unknown");
    Recorded huge = kept("huge");
    Recorded coming = kept("coming");
    Recorded gone = kept("coming-never");
    inTenant(sql -> follow.toGo(sql, List.of(gone.key())));
    follow.erase(gone).await().atMost(LIMIT);

    // Then
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(state(refused)).isEqualTo("REFUSED no-speech");
              for (Recorded one : List.of(throttled, unknown, huge, coming)) {
                assertThat(state(one)).isEqualTo("READY ");
              }
            });
    assertThat(echo.asked(throttled.carrierRecordingId())).isEqualTo(2);
    assertThat(echo.asked(unknown.carrierRecordingId())).isEqualTo(2);
    assertThat(echo.asked(coming.carrierRecordingId())).isEqualTo(1);
    assertThat(text("select wording from transcripts where recording_id = ?", huge))
        .hasSizeLessThan(200_200)
        .endsWith("\"truncated\":true}");
    assertThat(state(gone)).isEqualTo("ERASED ");
    assertThat(echo.erased(gone.carrierRecordingId())).isPositive();
    inTenant(sql -> follow.kept(sql, huge));
    assertThat(CALLS.count("jobs where subject = ? and kind = 'ASK'", huge.recordingId()))
        .as("asked for once")
        .isOne();
  }

  @Test
  @DisplayName("CALL-522 an asking of Twilio whose answer is lost is found, and not repeated")
  void shouldFindWhatWasAskedFor() {
    // Given
    choose("carrier");
    Simulator.fault("reset-after", "twilio", "/v2/Transcripts", 1, Map.of());

    // When
    RecordedTalk talk = stored("twilio");

    // Then
    awaitStatus(talk, "asked", "ready");
    Simulator.advance(10);
    awaitStatus(talk, "ready");
    assertThat(Simulator.posts("twilio", "/v2/Transcripts", carrierRecording(talk))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-640 an account that says nothing of transcripts does not keep a recording")
  void shouldEraseWhereNothingIsSaidOfTranscripts(String carrier) {
    // Given
    choose("none");
    RecordedTalk talk = stored(carrier);
    refuseToList(carrier);

    // When
    int answer = erase(talk);

    // Then
    assertThat(answer).isEqualTo(204);
    assertThat(probe.await(RecordingErased.class, talk.id()).atCarrier()).isEqualTo("deleted");
    assertThat(listed(talk)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-641 the audio goes while its transcript cannot; both are gone when it is told")
  void shouldEraseTheAudioFirst(String carrier, TenantId organization) {
    // Given
    at(organization);
    choose("carrier");
    RecordedTalk talk = stored(carrier);
    awaitStatus(talk, "asked", "ready");
    Simulator.advance(10);
    awaitStatus(talk, "ready");
    refuseToList(carrier);

    // When
    int first = erase(talk);
    List<ListedRecording> left = listed(talk);
    long told = CALLS.count("recordings where call_id = ? and state = 'ERASED'", talk.id());
    Simulator.noFaults();
    int second = erase(talk);

    // Then
    assertThat(first).isEqualTo(202);
    assertThat(left).isEmpty();
    assertThat(told).isZero();
    assertThat(second).isEqualTo(204);
    assertThat(probe.await(RecordingErased.class, talk.id()).atCarrier())
        .as("as it said first")
        .isEqualTo("deleted");
    assertThat(isAtCarrier(talk)).isFalse();
  }

  @Test
  @DisplayName("CALL-642 what nobody asked for, and comes when its recording is gone, is erased")
  void shouldEraseWhatNobodyAskedFor() {
    // Given
    at(Tenants.BOREAL);
    choose("carrier");
    RecordedTalk talk = begun("telnyx");
    choose("none");
    stored(talk, 3);
    assertThat(list(person, talk).<List<?>>path("items")).isEmpty();
    assertThat(erase(talk)).isEqualTo(204);
    Simulator.advance(10);
    assertThat(isAtCarrier(talk)).as("it came after that").isTrue();

    // When
    told(talk, "late", tenant);

    // Then
    await().untilAsserted(() -> assertThat(isAtCarrier(talk)).isFalse());
    assertThat(transcript(person, talk).getString("status")).isEqualTo("erased");
  }

  @Test
  @DisplayName("CALL-642 what nobody asked for, and comes when its recording is gone, is erased")
  void shouldEraseWhatTheCustomerHadTwilioWriteDown() {
    // Given
    choose("none");
    RecordedTalk talk = stored("twilio");
    CarrierAccount account = account(talk);
    Speech speech = new Speech(carrierRecording(talk), 2, true, "pt-BR");
    String transcript = writtenDownByTheCustomer(account, speech);
    cannotEraseAtTwilio();
    assertThat(erase(talk)).as("the transcript is kept").isEqualTo(202);
    assertThat(listed(talk)).as("the audio is gone").isEmpty();
    Simulator.advance(10);
    assertThat(isAtCarrier(talk, speech, transcript)).as("it came after that").isTrue();
    Simulator.noFaults();

    // When
    CALLS.execute(
        "update jobs set due_at = now() where queue = 'recording-erasures' and subject ="
            + " (select id from recordings where call_id = ?)",
        talk.id());

    // Then
    assertThat(probe.await(RecordingErased.class, talk.id()).atCarrier()).isEqualTo("deleted");
    assertThat(isAtCarrier(talk, speech, transcript)).isFalse();
    assertThat(transcript(bruno, talk).getString("status")).isEqualTo("erased");
  }

  /** In a Service of the customer's own, of which nobody tells us. */
  private static String writtenDownByTheCustomer(CarrierAccount account, Speech speech) {
    String service =
        atTwilio(account, "/v2/Services", Map.of("UniqueName", "loja", "LanguageCode", "pt-BR"));
    return atTwilio(
        account,
        "/v2/Transcripts",
        Map.of(
            "ServiceSid",
            service,
            "Channel",
            "{\"media_properties\":{\"source_sid\":\"%s\"}}".formatted(speech.recordingId())));
  }

  private static String atTwilio(CarrierAccount account, String path, Map<String, String> form) {
    return given()
        .baseUri(SimulatedCarriers.host().urls().get("twilio"))
        .auth()
        .preemptive()
        .basic(account.accountSid(), account.authToken())
        .formParams(form)
        .post(path)
        .then()
        .statusCode(201)
        .extract()
        .path("sid");
  }

  @Test
  @DisplayName("CALL-814 what may have been asked for is erased again when its recording is gone")
  void shouldEraseAgainWhatMayHaveBeenAskedFor() {
    // Given
    choose(EchoTranscriber.STEP);
    Recorded gone = kept("held");
    await().until(() -> echo.asked(gone.carrierRecordingId()) == 1);
    inTenant(sql -> follow.toGo(sql, List.of(gone.key())));
    follow.erase(gone).await().atMost(LIMIT);
    assertThat(echo.erased(gone.carrierRecordingId())).isEqualTo(1);

    // When
    echo.answersNothing(gone.carrierRecordingId());

    // Then
    await().until(() -> echo.erased(gone.carrierRecordingId()) == 2);
    assertThat(state(gone)).isEqualTo("ERASED ");
    assertThat(echo.asked(gone.carrierRecordingId())).isEqualTo(1);
  }

  @Test
  @DisplayName("CALL-643 what is wanted of recordings that begin is not read again for each")
  void shouldRememberWhatIsWanted() {
    // Given
    choose("carrier");
    Optional<String> first = wanted();

    // When
    CALLS.execute("delete from transcription_settings");
    Optional<String> again = wanted();
    choose("none");

    // Then
    assertThat(first).contains("pt-BR");
    assertThat(again).as("remembered").contains("pt-BR");
    assertThat(wanted()).as("changed here").isEmpty();
  }

  private Optional<String> wanted() {
    return tellCarriers.language(Tenants.AURORA).await().atMost(LIMIT);
  }

  private static void refuseToList(String carrier) {
    String path = "twilio".equals(carrier) ? "/v2/Transcripts" : "/recording_transcriptions";
    Simulator.fault("GET", "status", carrier, path, 100, Map.of("status", 403));
  }

  /** As long as the fault lasts. */
  private static void cannotEraseAtTwilio() {
    Simulator.fault("DELETE", "status", "twilio", "/v2/Transcripts/", 100, Map.of("status", 503));
  }

  private int erase(RecordedTalk talk) {
    String recording =
        admin.request().get("/api/calls/" + talk.id() + "/recordings").path("items[0].id");
    return admin.request().delete("/api/recordings/" + recording).statusCode();
  }

  private RecordedTalk stored(String carrier) {
    return stored(carrier, 30);
  }

  private RecordedTalk stored(String carrier, int after) {
    return stored(begun(carrier), after);
  }

  private RecordedTalk begun(String carrier) {
    return RecordedTalk.at(Carrier.of(carrier), probe, person, tenant, "+5511987650516");
  }

  private RecordedTalk stored(RecordedTalk talk, int after) {
    Simulator.advance(10);
    talk.over();
    Simulator.advance(after);
    Instant now = Instant.now();
    tell(
        "recorded-" + talk.id(),
        tenant,
        new CarrierCallRecording(
            new LegIds(talk.id(), LegName.LEAD, new CarrierCallId(talk.lead()), null),
            carrierRecording(talk),
            "completed",
            10,
            2,
            null,
            now.minusSeconds(40),
            "call",
            origin(talk, now)));
    await()
        .untilAsserted(
            () ->
                assertThat(
                        admin
                            .request()
                            .get("/api/calls/" + talk.id() + "/recordings")
                            .<String>path("items[0].status"))
                    .isEqualTo("stored"));
    return talk;
  }

  /** As the gateway tells it: Telnyx names the recording, Twilio the transcript. */
  private void told(RecordedTalk talk, String event, TenantId tenant) {
    boolean names = talk.carrier().equals(Carrier.TELNYX);
    tell(
        event + "-" + talk.id(),
        tenant,
        new CarrierCallTranscript(
            names ? of(talk, "carrier_recording_id") : null,
            names ? null : of(talk, "handle"),
            "completed",
            origin(talk, Instant.now())));
  }

  private void tell(String id, TenantId tenant, CarrierCallFact fact) {
    probe.send(
        new Event<>(
            id,
            "/webhook-gateway",
            id,
            Instant.now(),
            tenant,
            null,
            Topics.CALL_FACTS,
            tenant.value() + ":" + id,
            (Record) fact));
  }

  private FactOrigin origin(RecordedTalk talk, Instant now) {
    String connection = admin.call(talk.id()).path("connectionId");
    return new FactOrigin(talk.carrier(), new ConnectionId(connection), now, now, null, null);
  }

  private String carrierRecording(RecordedTalk talk) {
    return listed(talk).get(0).recordingId();
  }

  private List<ListedRecording> listed(RecordedTalk talk) {
    return ((CarrierReply.Done<List<ListedRecording>>)
            carriers
                .of(talk.carrier())
                .recordings()
                .ofLeg(account(talk), new CarrierCallId(talk.lead()))
                .await()
                .atMost(LIMIT))
        .value();
  }

  private CarrierAccount account(RecordedTalk talk) {
    String connection = admin.call(talk.id()).path("connectionId");
    return accounts.byId(tenant, connection).await().atMost(LIMIT).orElseThrow();
  }

  /** What the carrier says when it is asked again for what it wrote down. */
  private boolean isAtCarrier(RecordedTalk talk) {
    Speech speech = new Speech(of(talk, "carrier_recording_id"), 2, true, "pt-BR");
    return isAtCarrier(talk, speech, of(talk, "handle"));
  }

  private boolean isAtCarrier(RecordedTalk talk, Speech speech, String handle) {
    return carriers
            .of(talk.carrier())
            .transcripts()
            .fetch(account(talk), speech, handle)
            .await()
            .atMost(LIMIT)
        instanceof Outcome.Done;
  }

  private static String of(RecordedTalk talk, String column) {
    return (String)
        CALLS.value("select " + column + " from transcripts where call_id = ?", talk.id());
  }

  private static void awaitApplied(String event) {
    await().untilAsserted(() -> assertThat(CALLS.count("inbox where event_id = ?", event)).isOne());
  }

  private void choose(String step, String... keywords) {
    assertThat(put(admin, step, "pt-BR", List.of(keywords)).statusCode()).isEqualTo(200);
  }

  private static Response put(CallApi by, String step, String language, List<String> keywords) {
    Map<String, Object> body = new HashMap<>();
    body.put("step", step);
    body.put("language", language);
    body.put("keywords", keywords);
    return by.request().body(body).put(SETTINGS);
  }

  private static Response list(CallApi by, RecordedTalk talk) {
    return by.request().get("/api/calls/" + talk.id() + "/transcripts");
  }

  private static JsonPath transcript(CallApi by, RecordedTalk talk) {
    return list(by, talk).then().statusCode(200).extract().jsonPath().setRootPath("items[0]");
  }

  private void awaitStatus(RecordedTalk talk, String... statuses) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(list(person, talk).<String>path("items[0].status")).isIn(statuses));
  }

  private static long open(RecordedTalk talk) {
    return CALLS.count(
        "jobs where queue = 'transcriptions' and state in ('WAITING', 'RUNNING') and subject in"
            + " (select recording_id from transcripts where call_id = ?)",
        talk.id());
  }

  /** A recording that is kept, of no call that anybody made. */
  private Recorded kept(String carrierRecording) {
    Recorded recorded =
        new Recorded(
            Tenants.AURORA,
            UUID.randomUUID().toString(),
            "call-of-" + carrierRecording,
            Carrier.TWILIO,
            "no-connection",
            carrierRecording + "-" + UUID.randomUUID(),
            "call",
            60,
            2,
            "aurora/x.mp3",
            "audio/mpeg");
    inTenant(sql -> follow.kept(sql, recorded));
    return recorded;
  }

  private void inTenant(Function<Sql, Uni<Void>> work) {
    transactions.inTenant(Tenants.AURORA, work::apply).await().atMost(LIMIT);
  }

  private static String state(Recorded recorded) {
    return text(
        "select state || ' ' || coalesce(reason, '') from transcripts where recording_id = ?",
        recorded);
  }

  private static String text(String sql, Recorded recorded) {
    return (String) CALLS.value(sql, recorded.recordingId());
  }
}
