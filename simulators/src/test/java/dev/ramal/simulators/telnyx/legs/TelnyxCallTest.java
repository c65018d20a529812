package dev.ramal.simulators.telnyx.legs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.SimulatorOptions;
import dev.ramal.simulators.Simulators;
import dev.ramal.simulators.fixtures.Application.Told;
import dev.ramal.simulators.fixtures.Http;
import dev.ramal.simulators.fixtures.TelnyxStory;
import dev.ramal.simulators.http.SentCallback;
import dev.ramal.simulators.script.Script;
import dev.ramal.simulators.telnyx.api.TelnyxSignature;
import dev.ramal.simulators.time.Pace;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelnyxCallTest extends TelnyxStory {
  @Test
  @DisplayName("SIM-43 report the whole life with exact times")
  void shouldReportTheWholeLifeWithExactTimes() {
    // When
    Http.Got dialed = dial(request(LEAD).put("record", "record-from-answer"));

    // Then
    await().until(() -> events().contains("call.cost"));
    JsonObject data = dialed.json().getJsonObject("data");
    assertThat(data.getBoolean("is_alive")).isFalse();
    assertThat(events())
        .containsExactly(
            "call.initiated", "call.answered", "call.hangup", "call.recording.saved", "call.cost");
    List<Told> told = application.told("/events");
    assertThat(Duration.between(occurred(told.get(1)), occurred(told.get(2)))).hasSeconds(37);
    JsonObject hangup = told.get(2).payload();
    assertThat(hangup.getString("hangup_cause")).isEqualTo("normal_clearing");
    assertThat(hangup.getString("hangup_source")).isEqualTo("callee");
    assertThat(told)
        .allSatisfy(
            one -> {
              assertThat(one.payload().getString("client_state")).isEqualTo(state("lead"));
              assertThat(one.payload().getString("call_leg_id"))
                  .isEqualTo(data.getString("call_leg_id"));
              assertThat(one.json().getJsonObject("meta").getInteger("attempt")).isEqualTo(1);
            });
    assertThat(told.get(4).payload().getJsonArray("cost_parts")).hasSize(2);
  }

  @Test
  @DisplayName("SIM-115 show what was billed for a leg, and whether the application tells it")
  void shouldShowWhatWasBilled() {
    // Given
    JsonObject leg = dial(request(LEAD)).json().getJsonObject("data");
    await().until(() -> events().contains("call.cost"));

    // When
    Http.Got minutes = records("sip-trunking");

    // Then
    JsonObject record = minutes.json().getJsonArray("data").getJsonObject(0);
    assertThat(record.getString("telnyx_leg_id")).isEqualTo(leg.getString("call_leg_id"));
    assertThat(record.getString("cld")).isEqualTo(LEAD);
    assertThat(record.getString("currency")).isEqualTo("USD");
    assertThat(record.getString("cost")).isEqualTo("0.0062");
    JsonObject control = records("call-control").json().getJsonArray("data").getJsonObject(0);
    assertThat(control.getString("cost")).isEqualTo("0.0020");
    assertThat(records("webrtc").json().getJsonArray("data")).isEmpty();
    assertThat(api.get("/detail_records").status()).isEqualTo(422);
    assertThat(
            api.get("/call_control_applications/" + account.connectionId())
                .json()
                .getJsonObject("data")
                .getBoolean("call_cost_in_webhooks"))
        .isTrue();
    assertThat(api.get("/call_control_applications/1").status()).isEqualTo(404);
  }

  @Test
  @DisplayName("SIM-697 show what was billed on the days that are asked for, thirty at most")
  void shouldShowWhatWasBilledOnTheDaysAskedFor() {
    // Given
    dial(request(LEAD));
    await().until(() -> events().contains("call.cost"));
    List<String> ranges =
        List.of("today", "yesterday", "last_2_days", "last_3_days", "last_30_days", "last_31_days");

    // When
    List<Http.Got> sameDay = ranges.stream().map(this::ofDays).toList();
    host.schedule().pace(Pace.manual());
    host.schedule().advance(Duration.ofDays(3));
    List<Http.Got> later = ranges.stream().map(this::ofDays).toList();
    host.schedule().advance(Duration.ofDays(28));

    // Then
    assertThat(sameDay.subList(0, 5)).extracting(this::count).containsExactly(1, 0, 1, 1, 1);
    assertThat(later.subList(0, 5)).extracting(this::count).containsExactly(0, 0, 0, 1, 1);
    assertThat(count(ofDays("last_30_days"))).isZero();
    assertThat(count(records("sip-trunking"))).as("whenever it was").isEqualTo(1);
    assertThat(sameDay.get(5).status()).isEqualTo(422);
  }

  private Http.Got ofDays(String range) {
    return api.get(
        "/detail_records?filter%5Brecord_type%5D=sip-trunking&filter%5Bdate_range%5D=" + range);
  }

  private int count(Http.Got records) {
    return records.json().getJsonArray("data").size();
  }

  private Http.Got records(String type) {
    return api.get(
        "/detail_records?filter%5Brecord_type%5D="
            + type
            + "&filter%5Bcld%5D="
            + LEAD.replace("+", "%2B"));
  }

  @Test
  @DisplayName("SIM-44 sign timestamp and body with real time")
  void shouldSignTimestampAndBodyWithRealTime() {
    // When
    dial(request("+5511987600486"));

    // Then
    await().until(() -> events().contains("call.hangup"));
    assertThat(application.told("/events"))
        .allSatisfy(
            told -> {
              String timestamp = told.headers().get("telnyx-timestamp");
              assertThat(told.headers().get("telnyx-signature-ed25519"))
                  .isEqualTo(TelnyxSignature.sign(account.privateKey(), timestamp, told.body()));
              assertThat(Long.parseLong(timestamp))
                  .isBetween(
                      Instant.now().getEpochSecond() - 20, Instant.now().getEpochSecond() + 1);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "+5511987600486, user_busy, 486",
    "+5511987600480, timeout, 487",
    "+5511987600404, not_found, 404",
    "+5511987600603, call_rejected, 603"
  })
  @DisplayName("SIM-45 hang up unanswered as the number says")
  void shouldHangUpUnansweredAsTheNumberSays(String number, String cause, String sip) {
    // When
    dial(request(number));

    // Then
    await().until(() -> events().contains("call.hangup"));
    JsonObject hangup = application.events("/events", "call.hangup").get(0).payload();
    assertThat(hangup.getString("hangup_cause")).isEqualTo(cause);
    assertThat(hangup.getString("sip_hangup_cause")).isEqualTo(sip);
    assertThat(events()).doesNotContain("call.answered");
  }

  @Test
  @DisplayName("SIM-46 ignore a repeated dial command")
  void shouldIgnoreARepeatedDialCommand() {
    // Given
    JsonObject request = request("+5511987600486").put("command_id", "6f1f1a3e-0001");

    // When
    String first = dial(request).text();
    String second = dial(request).text();

    // Then
    assertThat(second).isEqualTo(first);
    assertThat(host.telnyx().calls()).hasSize(1);
  }

  @Test
  @DisplayName("SIM-47 end the conference and the agent with the lead")
  void shouldEndTheConferenceAndTheAgentWithTheLead() {
    // Given
    String agent = talking(request(AGENT));
    String conference =
        api.post(
                "/conferences",
                new JsonObject().put("call_control_id", agent).put("name", "call-c1"))
            .json()
            .getJsonObject("data")
            .getString("id");
    host.schedule().pace(Pace.manual());
    String lead = dial(request(LEAD)).json().getJsonObject("data").getString("call_control_id");
    host.advance(Duration.ofSeconds(5));
    api.post(
        "/conferences/" + conference + "/actions/join",
        new JsonObject().put("call_control_id", lead).put("end_conference_on_exit", true));

    // When
    host.advance(Duration.ofSeconds(60));

    // Then
    await().until(() -> application.events("/events", "call.hangup").size() == 2);
    assertThat(events()).contains("conference.created", "conference.ended");
    assertThat(application.events("/events", "conference.participant.joined")).hasSize(2);
    assertThat(application.events("/events", "conference.participant.left")).hasSize(2);
    assertThat(host.telnyx().calls())
        .filteredOn(call -> call.getString("call_control_id").equals(lead))
        .allSatisfy(call -> assertThat(call.getLong("call_duration")).isEqualTo(37));
  }

  @Test
  @DisplayName("SIM-48 hold a participant, and send keys to a leg once")
  void shouldHoldAParticipant() {
    // Given
    String agent = talking(request(AGENT));
    String conference =
        api.post(
                "/conferences",
                new JsonObject().put("call_control_id", agent).put("name", "call-c1"))
            .json()
            .getJsonObject("data")
            .getString("id");

    // When
    int held =
        api.post(
                "/conferences/" + conference + "/actions/hold",
                new JsonObject().put("call_control_ids", new JsonArray().add(agent)))
            .status();

    // Then
    assertThat(held).isEqualTo(200);
    assertThat(
            api.get("/conferences/" + conference + "/participants")
                .json()
                .getJsonArray("data")
                .getJsonObject(0)
                .getBoolean("on_hold"))
        .isTrue();
    JsonObject digits = new JsonObject().put("digits", "1w42#").put("command_id", "c-1");
    assertThat(command(agent, "send_dtmf", digits).status()).isEqualTo(200);
    assertThat(command(agent, "send_dtmf", digits).status()).as("seen before").isEqualTo(200);
    assertThat(command(agent, "send_dtmf", new JsonObject().put("digits", "x")).status())
        .isEqualTo(422);
    assertThat(host.telnyx().calls())
        .filteredOn(call -> call.getString("call_control_id").equals(agent))
        .allSatisfy(
            call ->
                assertThat(call.getJsonArray("heard")).containsExactly("silence", "digits 1w42#"));
  }

  @Test
  @DisplayName("SIM-112 record by command, and tell the key that was pressed when asked")
  void shouldRecordByCommandAndTellTheKey() {
    // Given
    host.scripts().put(LEAD, Script.lead().talk(null).digits("1"));
    String id = talking(request(LEAD));

    // When
    command(
        id,
        "gather_using_speak",
        new JsonObject()
            .put("payload", "Tecle 1.")
            .put("voice", "AWS.Polly.Camila")
            .put("client_state", state("asked")));
    await().until(() -> events().contains("call.gather.ended"));
    command(id, "record_start", new JsonObject().put("channels", "dual").put("format", "mp3"));
    command(id, "hangup", new JsonObject());

    // Then
    await().until(() -> events().contains("call.recording.saved"));
    JsonObject gathered = application.events("/events", "call.gather.ended").get(0).payload();
    assertThat(gathered.getString("digits")).isEqualTo("1");
    assertThat(gathered.getString("client_state")).isEqualTo(state("asked"));
    assertThat(
            application.events("/events", "call.dtmf.received").get(0).payload().getString("digit"))
        .isEqualTo("1");
  }

  @Test
  @DisplayName("SIM-146 leave what is said while a recording pauses off the file")
  void shouldLeaveAPauseOffTheFile() {
    // Given
    host.scripts().put(LEAD, Script.lead().talk(null));
    String id = talking(request(LEAD));
    Http.Got early = command(id, "record_pause", new JsonObject());
    host.schedule().pace(Pace.manual());
    command(id, "record_start", new JsonObject().put("channels", "dual").put("format", "mp3"));
    host.advance(Duration.ofSeconds(10));

    // When
    command(id, "record_pause", new JsonObject());
    host.advance(Duration.ofSeconds(20));
    command(id, "record_resume", new JsonObject());
    host.advance(Duration.ofSeconds(5));

    // Then
    assertThat(early.status()).isEqualTo(422);
    command(id, "hangup", new JsonObject());
    host.advance(Duration.ofMinutes(1));
    await().until(() -> events().contains("call.recording.saved"));
    JsonObject listed =
        api.get("/recordings?filter[call_control_id]=" + id)
            .json()
            .getJsonArray("data")
            .getJsonObject(0);
    assertThat(listed.getLong("duration_millis")).isBetween(15_000L, 16_000L);
  }

  @Test
  @DisplayName("SIM-49 serve the recording while the link lives")
  void shouldServeTheRecordingWhileTheLinkLives() {
    // Given
    dial(request(LEAD).put("record", "record-from-answer"));
    await().until(() -> events().contains("call.recording.saved"));
    JsonObject saved = application.events("/events", "call.recording.saved").get(0).payload();
    String link = saved.getJsonObject("recording_urls").getString("mp3");

    // When
    Http.Got alive = Http.open("").get(link);
    host.schedule().pace(Pace.manual());
    host.advance(Duration.ofMinutes(11));
    Http.Got expired = Http.open("").get(link);

    // Then
    assertThat(alive.status()).isEqualTo(200);
    assertThat(alive.bytes()).startsWith(0xFF, 0xF3);
    assertThat(expired.status()).isEqualTo(403);
    JsonObject listed =
        api.get("/recordings?filter%5Bcall_leg_id%5D=" + saved.getString("call_leg_id"))
            .json()
            .getJsonArray("data")
            .getJsonObject(0);
    assertThat(listed.getLong("duration_millis")).isEqualTo(37_000);
    assertThat(Http.open("").get(listed.getJsonObject("download_urls").getString("wav")).status())
        .isEqualTo(200);
  }

  @Test
  @DisplayName("SIM-101 name itself in links as others reach it")
  void shouldNameItselfInLinksAsOthersReachIt() {
    try (SimulatorHost elsewhere =
        Simulators.start(SimulatorOptions.defaults().pace(Pace.instant()).host("127.0.0.1"))) {
      // Given
      elsewhere.telnyx().register(account);
      api = Http.bearer(elsewhere.telnyx().baseUrl(), account.apiKey());

      // When
      dial(request(LEAD).put("record", "record-from-answer"));

      // Then
      await().until(() -> events().contains("call.recording.saved"));
      JsonObject saved = application.events("/events", "call.recording.saved").get(0).payload();
      assertThat(saved.getJsonObject("recording_urls").getString("mp3"))
          .startsWith("http://127.0.0.1:" + elsewhere.telnyx().server().port() + "/");
    }
  }

  @Test
  @DisplayName("SIM-50 refuse commands that come too early or too late")
  void shouldRefuseCommandsThatComeTooEarlyOrTooLate() {
    // Given
    host.schedule().pace(Pace.manual());
    String id = dial(request(LEAD)).json().getJsonObject("data").getString("call_control_id");
    JsonObject speech = new JsonObject().put("payload", "Oi").put("voice", "AWS.Polly.Camila");

    // When
    JsonObject early = command(id, "speak", speech).json();
    int hungUp = command(id, "hangup", new JsonObject()).status();
    Http.Got late = command(id, "hangup", new JsonObject());

    // Then
    assertThat(code(early)).isEqualTo("90034");
    assertThat(hungUp).isEqualTo(200);
    assertThat(late.status()).isEqualTo(422);
    assertThat(code(late.json())).isEqualTo("90018");
  }

  @ParameterizedTest(name = "{0}: {1}, {2}")
  @DisplayName("SIM-51 tell about machines and speech")
  @CsvSource({
    "machine, machine, beep_detected",
    "machine-silent, machine, no_beep_detected",
    "human, human_residence,",
    "fax, fax_detected,"
  })
  void shouldTellWhoAnsweredAndWhetherItBeeped(String who, String detected, String greeted) {
    // Given
    host.scripts().put(LEAD, Script.lead().amd(who).talk(Duration.ofSeconds(12)));

    // When
    dial(request(LEAD).put("answering_machine_detection", "premium"));

    // Then
    await().until(() -> events().contains("call.hangup"));
    assertThat(results("detection")).containsExactly(detected);
    assertThat(results("greeting")).isEqualTo(greeted == null ? List.of() : List.of(greeted));
  }

  private List<String> results(String what) {
    return application.told("/events").stream()
        .filter(told -> told.json().encode().contains("call.machine.premium." + what))
        .map(told -> told.payload().getString("result"))
        .toList();
  }

  @Test
  @DisplayName("SIM-51 tell about machines and speech")
  void shouldTellAboutMachinesAndSpeech() {
    // Given
    host.scripts().put(LEAD, Script.lead().amd("machine").talk(null));
    String id = talking(request(LEAD).put("answering_machine_detection", "greeting_end"));

    // When
    command(id, "speak", new JsonObject().put("payload", "Oi").put("voice", "AWS.Polly.Camila"));

    // Then
    await()
        .untilAsserted(
            () ->
                assertThat(events())
                    .contains(
                        "call.machine.detection.ended",
                        "call.machine.greeting.ended",
                        "call.speak.started",
                        "call.speak.ended"));
    assertThat(host.telnyx().calls())
        .anySatisfy(call -> assertThat(call.getJsonArray("heard")).containsExactly("said Oi"));
  }

  @Test
  @DisplayName("SIM-51 tell about machines and speech")
  void shouldPlayMusicUntilSomethingTakesItsPlace() {
    // Given
    String id = talking(request(AGENT));
    JsonObject words = new JsonObject().put("voice", "AWS.Polly.Camila");
    command(
        id,
        "playback_start",
        new JsonObject().put("audio_url", "http://example.com/m.wav").put("loop", "infinity"));

    // When
    command(id, "speak", words.copy().put("payload", "behind it"));
    command(id, "speak", words.copy().put("payload", "in its place").put("stop", "all"));
    command(id, "playback_stop", new JsonObject());

    // Then
    assertThat(host.telnyx().calls())
        .filteredOn(call -> call.getString("call_control_id").equals(id))
        .allSatisfy(
            call ->
                assertThat(call.getJsonArray("heard"))
                    .containsExactly("audio http://example.com/m.wav", "said in its place"));
    await()
        .untilAsserted(
            () ->
                assertThat(events()).containsOnlyOnce("call.speak.started", "call.playback.ended"));
  }

  @Test
  @DisplayName("SIM-51 tell about machines and speech")
  void shouldTellTheEndOfCutOffWordsByTheNameOfWhatCutThemOff() {
    // Given
    String id = talking(request(AGENT));
    host.schedule().pace(Pace.manual());
    JsonObject words = new JsonObject().put("voice", "AWS.Polly.Camila").put("stop", "all");
    command(id, "speak", words.copy().put("payload", "o".repeat(150)));

    // When
    command(id, "speak", words.copy().put("payload", "Oi").put("client_state", "Z3JlZXQ="));

    // Then
    await()
        .untilAsserted(
            () ->
                assertThat(host.telnyx().callbacks())
                    .extracting(SentCallback::callback)
                    .filteredOn(one -> one.event().equals("call.speak.ended"))
                    .hasSize(1)
                    .allMatch(one -> one.search().contains("greet")));
  }

  @Test
  @DisplayName("SIM-52 show active calls and the history")
  void shouldShowActiveCallsAndTheHistory() {
    // Given
    host.scripts().put(LEAD, Script.lead().talk(null));
    String id = talking(request(LEAD));

    // When
    JsonArray active =
        api.get("/connections/" + account.connectionId() + "/active_calls")
            .json()
            .getJsonArray("data");
    JsonArray history = api.get("/call_events").json().getJsonArray("data");

    // Then
    assertThat(active.getJsonObject(0).getString("call_control_id")).isEqualTo(id);
    assertThat(history).hasSize(2);
  }

  private static Instant occurred(Told told) {
    return OffsetDateTime.parse(told.json().getJsonObject("data").getString("occurred_at"))
        .toInstant();
  }

  private static String code(JsonObject error) {
    return error.getJsonArray("errors").getJsonObject(0).getString("code");
  }
}
