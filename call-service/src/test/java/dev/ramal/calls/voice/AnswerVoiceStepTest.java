package dev.ramal.calls.voice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.calls.lifecycle.VoiceDeadlines;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobState;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.Tokens;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
@DisplayName("CALL-50 a leg that has answered is told what to do")
class AnswerVoiceStepTest {
  private static final Map<String, Object> RECORDED =
      Map.of("to", "+5511987650050", "carrier", "twilio", "record", true);

  @Inject GiveUpWaiting giveUp;
  @Inject SqlTransactions transactions;

  private CallApi admin;
  private CallApi person;
  private TenantId tenant;
  private String connection;
  private String call;

  @BeforeEach
  void call() {
    goTo("carla", "bruno", Tenants.AURORA);
  }

  /** What follows is of that organization, and of a call of its. */
  private void goTo(String administrator, String user, TenantId organization) {
    if (organization.equals(tenant)) {
      return;
    }
    admin = CallApi.as(administrator);
    person = CallApi.as(user);
    tenant = organization;
    connection = Connections.twilio(administrator);
    call = person.dials(RECORDED);
  }

  @ParameterizedTest
  @CsvSource({"carla, bruno, aurora", "bia, bia, boreal"})
  void shouldSendTheAgentStraightIntoTheConference(
      String administrator, String user, TenantId organization) {
    // Given
    goTo(administrator, user, organization);

    // When
    Response answer = ask("agent-answered", tenant.value(), call);

    // Then
    answer.then().statusCode(200);
    assertThat(answer.jsonPath().getString("contentType")).isEqualTo("application/xml");
    assertThat(answer.jsonPath().getString("body"))
        .contains("<Conference beep=\"false\" startConferenceOnEnter=\"true\"")
        .contains("endConferenceOnExit=\"true\"")
        .contains(
            "/webhooks/twilio/"
                + connection
                + "/conference-status?call="
                + call
                + "#rc=3&amp;rp=5xx,ct,rt")
        .contains(">call-" + call + "</Conference>")
        .doesNotContain("<Say");
  }

  @ParameterizedTest
  @CsvSource({"carla, bruno, aurora", "bia, bia, boreal"})
  void shouldTellTheLeadOfARecordedCallFirst(
      String administrator, String user, TenantId organization) {
    // Given
    goTo(administrator, user, organization);

    // When
    Response answer = ask("lead-answered", tenant.value(), call);

    // Then
    assertThat(answer.jsonPath().getString("body"))
        .contains("<Say language=\"pt-BR\" voice=\"Polly.Camila\">")
        .contains("/lead-told?call=" + call + "&amp;leg=lead#ct=2000")
        .doesNotContain("Conference");
  }

  @ParameterizedTest
  @CsvSource({"carla, bruno, aurora", "bia, bia, boreal"})
  @DisplayName("CALL-145 that Twilio comes back after the disclaimer is its proof; then it records")
  void shouldRecordOnceTwilioHasComeBackForWhatFollowsTheDisclaimer(
      String administrator, String user, TenantId organization) {
    // Given
    goTo(administrator, user, organization);
    String lead = leadUp();
    ask("lead-answered", from(lead));
    assertThat(recordings(lead)).isEmpty();

    // When
    Response answer = ask("lead-told", from(lead));

    // Then
    assertThat(answer.jsonPath().getString("body"))
        .contains(">call-" + call + "</Conference>")
        .doesNotContain("<Say");
    await().untilAsserted(() -> assertThat(recordings(lead)).hasSize(1));
    assertThat(person.<String>recording(call, "announcement.text")).contains("gravada");
    assertThat(person.<String>recording(call, "announcement.proof"))
        .isEqualTo("twilio:lead-told:" + lead);
    ask("lead-told", from(lead)).then().statusCode(200);
    assertThat(recordings(lead)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"carla, bruno, aurora", "bia, bia, boreal"})
  @DisplayName("CALL-146 where consent is a key, who does not press it is not recorded; Twilio")
  void shouldAskForTheKeyAndRecordNobodyWhoDoesNotPressIt(
      String administrator, String user, TenantId organization) {
    // Given
    goTo(administrator, user, organization);
    admin.settings(Map.of("consent", "key", "connectUnrecorded", false));
    call = person.dials(RECORDED);
    admin.settings(Map.of("consent", "announcement", "connectUnrecorded", true));
    String lead = leadUp();
    ask("lead-answered", from(lead));

    // When
    Response asked = ask("lead-told", from(lead));
    Response refused = ask("lead-key", from(lead, "2"));

    // Then
    assertThat(asked.jsonPath().getString("body"))
        .contains("<Gather input=\"dtmf\" numDigits=\"1\"")
        .contains("actionOnEmptyResult=\"true\"")
        .contains("/lead-key?call=" + call)
        .doesNotContain("Conference");
    assertThat(refused.jsonPath().getString("body"))
        .contains("<Hangup")
        .doesNotContain("Conference");
    assertThat(recordings(lead)).isEmpty();
    assertThat(person.<String>recording(call, "why")).isEqualTo("no-key");
  }

  @ParameterizedTest
  @CsvSource({"carla, bruno, aurora", "bia, bia, boreal"})
  @DisplayName("CALL-151 a call whose carrier never says that the lead was told goes on unrecorded")
  void shouldGiveUpWaitingForAWordThatWasLost(
      String administrator, String user, TenantId organization) {
    // Given
    goTo(administrator, user, organization);
    String lead = leadUp();
    ask("lead-answered", from(lead));
    assertThat(person.<String>recording(call, "state")).isEqualTo("telling");

    // When
    giveUp("UNTOLD");
    giveUp("UNANSWERED");

    // Then
    assertThat(person.<String>recording(call, "state")).isEqualTo("withheld");
    assertThat(person.<String>recording(call, "why")).isEqualTo("untold");
    assertThat(recordings(lead)).isEmpty();
    ask("lead-told", from(lead));
    await().untilAsserted(() -> assertThat(recordings(lead)).hasSize(1));
    giveUp("UNTOLD");
    assertThat(person.<String>recording(call, "announcement.text")).contains("gravada");
  }

  @ParameterizedTest
  @CsvSource({"carla, bruno, aurora, bia", "bia, bia, boreal, carla"})
  @DisplayName("CALL-241 a lead whose agent is gone is asked nothing and let go")
  void shouldLetTheLeadGoAtOnceWhoseAgentHeardAnApology(
      String administrator, String user, TenantId organization, String stranger) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(administrator, user, organization);
      Phones phones = new Phones(probe, tenant, Carrier.TWILIO, call, Instant.now());
      String agent = person.awaitLeg(call, "agent");
      phones.answered("agent", agent, 2);
      String lead = person.awaitLeg(call, "lead");

      // When
      phones.apologized("agent", agent, 2);

      // Then
      await()
          .untilAsserted(
              () ->
                  assertThat(Simulator.posts("twilio", "/Calls/" + lead, "Status=completed"))
                      .isNotEmpty());
      assertThat(Simulator.posts("twilio", "/Calls/" + agent, "Status=completed")).isEmpty();
      assertThat(ask("lead-answered", from(lead)).jsonPath().getString("body"))
          .contains(Prompt.CALL_UNAVAILABLE.words(), "<Hangup")
          .doesNotContain("lead-told", "Conference");
      assertThat(CallApi.as(stranger).call(call).statusCode()).isEqualTo(404);
      phones.answered("lead", lead, 4).ended("lead", lead, 6, CallOutcome.COMPLETED, 2, null);
      phones.ended("agent", agent, 9, CallOutcome.COMPLETED, 7, null);
      person.awaitStatus(call, "failed");
      assertThat(person.<String>recording(call, "state")).isEqualTo("withheld");
      assertThat(person.<String>recording(call, "why")).isEqualTo("not-begun");
    }
  }

  private void giveUp(String kind) {
    Instant now = Instant.now();
    Job job =
        new Job(
            1,
            "j" + call,
            tenant,
            VoiceDeadlines.QUEUE,
            kind,
            call,
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
    transactions
        .inTenant(tenant, sql -> giveUp.weigh(sql, job, new Outcome.Done<>(kind)).replaceWithVoid())
        .await()
        .atMost(Duration.ofSeconds(10));
  }

  /** The lead's leg at Twilio, picked up. */
  private String leadUp() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      Phones phones = new Phones(probe, tenant, Carrier.TWILIO, call, Instant.now());
      String agent = person.awaitLeg(call, "agent");
      phones.answered("agent", agent, 2);
      String lead = person.awaitLeg(call, "lead");
      phones.answered("lead", lead, 8);
      person.awaitStatus(call, "in-progress");
      return lead;
    }
  }

  private List<String> recordings(String lead) {
    return Simulator.posts("twilio", "/Calls/" + lead + "/Recordings.json", call);
  }

  private Map<String, Object> from(String lead) {
    return from(lead, "");
  }

  private Map<String, Object> from(String lead, String digits) {
    Map<String, Object> body = new HashMap<>(body(tenant.value(), call));
    body.put("carrierCallId", lead);
    body.put("params", Map.of("Digits", digits));
    return body;
  }

  @Test
  void shouldLetTheLegOfAnUnknownCallGoPolitely() {
    // When
    Response answer = ask("lead-answered", "aurora", "0196a000-0000-7000-8000-000000000000");

    // Then
    answer.then().statusCode(200);
    assertThat(answer.jsonPath().getString("body"))
        .contains(Prompt.CALL_UNAVAILABLE.words(), "<Hangup");
  }

  @Test
  void shouldLetALegOfNoCallOfOursGoPolitely() {
    // Given
    Map<String, Object> unnamed = new HashMap<>(body("aurora", call));
    unnamed.put("callId", null);

    // When
    Response answer = ask("lead-answered", unnamed);

    // Then
    answer.then().statusCode(200);
    assertThat(answer.jsonPath().getString("body"))
        .contains(Prompt.CALL_UNAVAILABLE.words(), "<Hangup");
  }

  @Test
  void shouldLetALegGoThatAsksAlthoughItsCarrierIsSteeredByCommands() {
    // Given
    Map<String, Object> texml = new HashMap<>(body("aurora", call));
    texml.put("carrier", "telnyx");
    texml.put("callId", null);

    // When
    Response answer = ask("lead-answered", texml);

    // Then
    answer.then().statusCode(200);
    assertThat(answer.jsonPath().getString("body"))
        .contains(Prompt.CALL_UNAVAILABLE.words(), "<Hangup");
  }

  @Test
  void shouldNotKnowTheCallOfAnotherOrganization() {
    // When
    Response answer = ask("lead-answered", "boreal", call);

    // Then
    assertThat(answer.jsonPath().getString("body")).contains(Prompt.CALL_UNAVAILABLE.words());
  }

  @Test
  void shouldAnswerServicesOnly() {
    // When / Then
    given()
        .auth()
        .oauth2(Tokens.of("carla"))
        .contentType("application/json")
        .body(body("aurora", call))
        .post("/internal/voice/lead-answered")
        .then()
        .statusCode(403);
  }

  @Test
  void shouldRefuseAStepItDoesNotKnow() {
    // When / Then
    ask("sing", "aurora", call).then().statusCode(404);
  }

  private Response ask(String step, String tenant, String callId) {
    return ask(step, body(tenant, callId));
  }

  private static Response ask(String step, Map<String, Object> body) {
    return given()
        .auth()
        .oauth2(Tokens.service("webhook-gateway"))
        .contentType("application/json")
        .body(body)
        .post("/internal/voice/" + step);
  }

  private Map<String, Object> body(String tenant, String callId) {
    return Map.of(
        "tenant",
        tenant,
        "connectionId",
        connection,
        "carrier",
        "twilio",
        "callId",
        callId,
        "leg",
        "lead",
        "carrierCallId",
        "CA1",
        "params",
        Map.of());
  }
}
