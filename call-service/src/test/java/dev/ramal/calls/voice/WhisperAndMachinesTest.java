package dev.ramal.calls.voice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItems;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.events.AnsweredBy;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.Tokens;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import dev.ramal.testkit.twiml.TwimlSchema;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
class WhisperAndMachinesTest {
  private static final Map<String, Object> RECORDED =
      Map.of("to", "+5511987650050", "carrier", "twilio", "record", true);

  private CallApi admin;
  private CallApi person;
  private TenantId tenant;
  private String connection;
  private String call;

  @BeforeEach
  void connect() {
    goTo("carla", "bruno", Tenants.AURORA);
  }

  /** What follows is of that organization. */
  private void goTo(String administrator, String user, TenantId organization) {
    admin = CallApi.as(administrator);
    person = CallApi.as(user);
    tenant = organization;
    connection = Connections.twilio(administrator);
  }

  @ParameterizedTest
  @CsvSource({"carla, bruno, aurora", "bia, bia, boreal"})
  @DisplayName("CALL-277 the agent hears the whisper alone, and then the lead is rung; Twilio")
  void shouldWhisperToTheAgentBeforeTheLeadIsRung(
      String administrator, String user, TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(administrator, user, organization);
      call = person.dials(whispering("Maria <Souza> & Cia, Plano anual"));
      Phones phones = new Phones(probe, tenant, Carrier.TWILIO, call, Instant.now());
      String agent = person.awaitLeg(call, "agent");
      phones.answered("agent", agent, 2);
      person.awaitFact(call, "Answered");

      // When
      String whisper = ask("agent-answered", from(agent));
      person.awaitFact(call, "Whispering");
      boolean rungMeanwhile = person.knowsLeg(call, "lead");
      String joined = ask("agent-told", from(agent));
      String again = ask("agent-told", from(agent));

      // Then
      TwimlSchema.check(whisper);
      assertThat(whisper)
          .contains(">Maria &lt;Souza> &amp; Cia, Plano anual</Say>", "/agent-told?call=" + call)
          .doesNotContain("Conference");
      assertThat(rungMeanwhile).isFalse();
      assertThat(joined).contains(">call-" + call + "</Conference>").doesNotContain("<Say");
      assertThat(again).isEqualTo(joined);
      String lead = person.awaitLeg(call, "lead");
      phones.answered("lead", lead, 12);
      assertThat(ask("lead-answered", from(lead))).doesNotContain("Maria");
      assertThat(Simulator.posts("twilio", "/Calls/" + agent + "/Recordings.json", call)).isEmpty();
    }
  }

  @Test
  @DisplayName("CALL-277 the agent hears the whisper alone, and then the lead is rung; Twilio")
  void shouldWhisperNothingWhereTheOrganizationWantsNone() {
    // Given
    admin.settings(Map.of("whisper", false));
    try {
      // When
      call = person.dials(whispering("Maria Souza"));

      // Then
      assertThat(ask("agent-answered", from("CA1"))).contains("Conference").doesNotContain("Maria");
    } finally {
      admin.settings(Map.of("whisper", true));
    }
  }

  @Test
  @DisplayName("CALL-287 what nobody can say is refused, and names its field")
  void shouldRefuseWhatNobodyCanSay() {
    for (String words : List.of("a".repeat(201), "sino \u0007", "nulo \u0000")) {
      assertThat(person.dial(whispering(words), null).jsonPath().getString("errors[0].field"))
          .isEqualTo("whisper");
    }
    admin
        .request()
        .body(
            Map.of("machineDetection", "maybe", "onMachine", "sing", "voicemailMessage", "\u0007"))
        .put("/api/settings/voice")
        .then()
        .statusCode(400)
        .body("errors.field", hasItems("machineDetection", "onMachine", "voicemailMessage"));
  }

  @ParameterizedTest
  @CsvSource({"carla, bruno, aurora", "bia, bia, boreal"})
  @DisplayName("CALL-278 Twilio finds out first: a person is joined, a machine gets the message")
  void shouldLeaveAMessageWithTheMachineThatTwilioFoundBeforeItAsked(
      String administrator, String user, TenantId organization) {
    // Given
    goTo(administrator, user, organization);
    machines("sync", "voicemail-drop");
    call = person.dials(RECORDED);
    String machine = leadUp();
    String other = person.dials(RECORDED);
    machines("off", "hang-up");
    String agent = person.awaitLeg(call, "agent");

    // When
    String message = found("lead-answered", machine, "machine", "beep");
    String over = found("lead-left", machine, "machine", "beep");

    // Then
    TwimlSchema.check(message);
    assertThat(message)
        .contains("Ligamos depois.", "/lead-left?call=" + call)
        .doesNotContain("Conference", "gravada", "lead-told");
    assertThat(over).contains("<Hangup").doesNotContain("<Say", "Conference");
    await()
        .untilAsserted(
            () ->
                assertThat(Simulator.posts("twilio", "/Calls/" + agent, "Status=completed"))
                    .hasSize(1));
    assertThat(Simulator.posts("twilio", "/Calls/" + machine + "/Recordings.json", call)).isEmpty();
    assertThat(person.<String>recording(call, "why")).isEqualTo("machine");
    assertThat(person.call(call).jsonPath().getString("answeredBy")).isEqualTo("machine");
    assertThat(dialled(call))
        .contains("MachineDetection=DetectMessageEnd", "MachineDetectionTimeout=40")
        .doesNotContain("AsyncAmd");
    call = other;
    String person = leadUp();
    assertThat(found("lead-answered", person, "human", null))
        .contains("gravada")
        .doesNotContain("Ligamos");
  }

  @ParameterizedTest
  @CsvSource({"carla, bruno, aurora", "bia, bia, boreal"})
  @DisplayName("CALL-279 Twilio finds out beside the talk: the machine is taken out of it")
  void shouldHaveTwilioAskAgainForAMachineThatItFoundBesideTheTalk(
      String administrator, String user, TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(administrator, user, organization);
      machines("async", "voicemail-drop");
      call = person.dials(Map.of("to", "+5511987650050", "carrier", "twilio", "record", false));
      machines("off", "hang-up");
      String lead = leadUp();
      String talk = ask("lead-answered", from(lead));

      // When
      Phones phones = new Phones(probe, tenant, Carrier.TWILIO, call, Instant.now());
      phones.detected(lead, 12, AnsweredBy.MACHINE, "beep");
      phones.repeatedAndShuffled(2);

      // Then
      assertThat(talk).contains(">call-" + call + "</Conference>");
      await()
          .untilAsserted(
              () ->
                  assertThat(Simulator.posts("twilio", "/Calls/" + lead, "lead-machine"))
                      .hasSize(1));
      assertThat(ask("lead-machine", from(lead)))
          .contains("Ligamos depois.", "/lead-left?call=" + call);
      String agent = person.awaitLeg(call, "agent");
      phones.ended("agent", agent, 13, CallOutcome.COMPLETED, 11, null);
      person.awaitFact(call, "Ended");
      assertThat(ask("lead-left", from(lead))).contains("<Hangup");
      phones.ended("lead", lead, 18, CallOutcome.COMPLETED, 10, null);
      CallEnded ended = probe.await(CallEnded.class, call);
      assertThat(ended.outcome()).isEqualTo(CallOutcome.NO_ANSWER);
      assertThat(ended.cause()).isEqualTo("voicemail");
      assertThat(ended.answeredBy()).isEqualTo(AnsweredBy.MACHINE);
      assertThat(ended.talkSeconds()).isZero();
      assertThat(dialled(call))
          .contains("AsyncAmd=true", "/amd-status?call=" + call + "&leg=lead#rc=3");
    }
  }

  @ParameterizedTest
  @CsvSource({"carla, bruno, aurora, sync", "bia, bia, boreal, async"})
  @DisplayName("CALL-830 a machine is hung up, or talked to, as the organization wants")
  void shouldConnectAMachineWhereTheOrganizationWantsThat(
      String administrator, String user, TenantId organization, String mode) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(administrator, user, organization);
      machines(mode, "connect");
      call = person.dials(Map.of("to", "+5511987650050", "carrier", "twilio", "record", false));
      machines("off", "hang-up");
      String lead = leadUp();

      // When
      String talk =
          mode.equals("sync")
              ? found("lead-answered", lead, "machine", "start")
              : ask("lead-answered", from(lead));
      Phones phones = new Phones(probe, tenant, Carrier.TWILIO, call, Instant.now());
      phones.detected(lead, 10, AnsweredBy.MACHINE, "start").repeatedAndShuffled(2);

      // Then
      person.awaitFact(call, "MachineDetected");
      assertThat(talk).contains(">call-" + call + "</Conference>").doesNotContain("<Hangup");
      assertThat(person.status(call)).isEqualTo("in-progress");
      assertThat(commands()).as("nobody is let go").isZero();
      phones
          .ended("lead", lead, 20, CallOutcome.COMPLETED, 12, "callee")
          .ended("agent", person.awaitLeg(call, "agent"), 20, CallOutcome.COMPLETED, 18, null);
      CallEnded ended = probe.await(CallEnded.class, call);
      assertThat(ended.outcome()).isEqualTo(CallOutcome.COMPLETED);
      assertThat(ended.answeredBy()).isEqualTo(AnsweredBy.MACHINE);
      assertThat(ended.talkSeconds()).isEqualTo(12);
    }
  }

  @ParameterizedTest
  @CsvSource({"carla, bruno, aurora, async", "bia, bia, boreal, sync"})
  @DisplayName("CALL-830 a machine is hung up, or talked to, as the organization wants")
  void shouldHangUpOnAMachineWhereTheOrganizationWantsThat(
      String administrator, String user, TenantId organization, String mode) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(administrator, user, organization);
      machines(mode, "hang-up");
      call = person.dials(RECORDED);
      machines("off", "hang-up");
      String lead = leadUp();
      Phones phones = new Phones(probe, tenant, Carrier.TWILIO, call, Instant.now());

      // When
      if (mode.equals("sync")) {
        String over = found("lead-answered", lead, "machine", "start");
        assertThat(over)
            .as("no call of less than six seconds")
            .contains("<Pause length=\"5\"", "<Hangup")
            .doesNotContain("Conference", "gravada");
      } else {
        assertThat(ask("lead-answered", from(lead))).contains("gravada");
        phones.detected(lead, 10, AnsweredBy.MACHINE, "start").repeatedAndShuffled(2);
        await().until(() -> hungUpLater() == 1);
      }

      // Then
      phones
          .ended("lead", lead, 16, CallOutcome.COMPLETED, 8, null)
          .ended("agent", person.awaitLeg(call, "agent"), 16, CallOutcome.COMPLETED, 14, null);
      CallEnded ended = probe.await(CallEnded.class, call);
      assertThat(ended.outcome()).isEqualTo(CallOutcome.NO_ANSWER);
      assertThat(ended.cause()).isEqualTo("machine");
      assertThat(ended.talkSeconds()).isZero();
      assertThat(ended.noRecording()).isEqualTo("machine");
      assertThat(Simulator.posts("twilio", "/Calls/" + lead + "/Recordings.json", call)).isEmpty();
    }
  }

  /** No call of less than six seconds. */
  private long hungUpLater() {
    return Postgres.database("calls")
        .count(
            "jobs where subject = ? and kind = 'HANG_UP' and payload ->> 'leg' = 'lead'"
                + " and due_at > created_at + interval '4 seconds'",
            call);
  }

  /** What was asked of the carrier that ends a leg, or has a message left. */
  private long commands() {
    return Postgres.database("calls")
        .count("jobs where subject = ? and kind in ('HANG_UP', 'LEAVE_MESSAGE', 'WAIT')", call);
  }

  @ParameterizedTest
  @CsvSource({"carla, bruno, ana, aurora", "bia, bia, breno, boreal"})
  @DisplayName("CALL-578 a manager has machines found in one call, against the setting; Twilio")
  void shouldFindMachinesInOneCall(
      String administrator, String user, String seller, TenantId organization) {
    // Given
    goTo(administrator, user, organization);
    Map<String, Object> click = new HashMap<>(Map.of("to", "+5511987650050", "carrier", "twilio"));
    click.put("machineDetection", "async");
    String key = UUID.randomUUID().toString();

    // When
    call = person.dial(click, key).then().statusCode(201).extract().path("id");
    String again = person.dial(click, key).path("id");
    click.put("machineDetection", "sync");
    int other = person.dial(click, key).statusCode();
    var sales = CallApi.as(seller).dial(click, null);
    click.put("machineDetection", "perhaps");
    var unknown = person.dial(click, null);
    leadUp();

    // Then
    assertThat(again).isEqualTo(call);
    assertThat(other).isEqualTo(422);
    assertThat(sales.statusCode()).isEqualTo(403);
    assertThat(sales.<String>path("code")).isEqualTo("CALLS-0356");
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.<String>path("errors[0].field")).isEqualTo("machineDetection");
    assertThat(dialled(call)).contains("MachineDetection=Enable", "AsyncAmd=true");
    assertThat(person.call(call).<String>path("machineDetection")).isEqualTo("async");
    String usual = person.dials(Map.of("to", "+5511987650050", "carrier", "twilio"));
    assertThat(person.call(usual).<String>path("machineDetection")).isEqualTo("off");
  }

  private static Map<String, Object> whispering(String words) {
    return Map.of("to", "+5511987650050", "carrier", "twilio", "record", true, "whisper", words);
  }

  private void machines(String detection, String onMachine) {
    admin.settings(
        Map.of(
            "machineDetection",
            detection,
            "onMachine",
            onMachine,
            "voicemailMessage",
            "Ligamos depois."));
  }

  private static String dialled(String id) {
    return Simulator.posts("twilio", "/Calls.json", id).stream()
        .map(form -> URLDecoder.decode(form, StandardCharsets.UTF_8))
        .filter(form -> form.contains("leg=lead"))
        .findFirst()
        .orElseThrow();
  }

  /** What Twilio is answered that has found out who picked up. */
  private String found(String step, String lead, String who, String detail) {
    Map<String, Object> body = from(lead);
    body.put("answeredBy", who);
    body.put("answeredDetail", detail);
    return ask(step, body);
  }

  /** The lead's leg at Twilio, picked up. */
  private String leadUp() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      Phones phones = new Phones(probe, tenant, Carrier.TWILIO, call, Instant.now());
      phones.answered("agent", person.awaitLeg(call, "agent"), 2);
      String lead = person.awaitLeg(call, "lead");
      phones.answered("lead", lead, 8);
      person.awaitStatus(call, "in-progress");
      return lead;
    }
  }

  private Map<String, Object> from(String handle) {
    Map<String, Object> body = new HashMap<>();
    body.put("tenant", tenant.value());
    body.put("connectionId", connection);
    body.put("carrier", "twilio");
    body.put("callId", call);
    body.put("carrierCallId", handle);
    body.put("params", Map.of());
    return body;
  }

  private static String ask(String step, Map<String, Object> body) {
    return given()
        .auth()
        .oauth2(Tokens.service("webhook-gateway"))
        .contentType("application/json")
        .body(body)
        .post("/internal/voice/" + step)
        .then()
        .statusCode(200)
        .extract()
        .path("body");
  }
}
