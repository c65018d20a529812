package dev.ramal.calls.dispositions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.calls.agents.FreeAgents;
import dev.ramal.calls.agents.OfferableAgents;
import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.events.AgentStatus;
import dev.ramal.events.AgentStatusCause;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.AgentStatusChanged;
import dev.ramal.events.calls.FollowUpRequested;
import dev.ramal.events.calls.FollowUpWithdrawn;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@CallsTest
class DispositionsTest {
  private static final String PATH = "/api/settings/voice/dispositions";
  private static final List<String> OVER = List.of("no-answer", "canceled");
  private static final Map<String, ?> CALLBACK =
      Map.of(
          "code",
          "callback",
          "label",
          "Ligar de novo",
          "followUp",
          Map.of("after", 4, "unit", "hours", "text", "Ligar com a proposta"));
  private static final Map<String, ?> NO = Map.of("code", "no", "label", "Sem interesse");

  @Inject OfferableAgents offerable;
  @Inject FreeAgents free;
  @Inject SqlTransactions transactions;

  private CallApi admin;
  private CallApi person;
  private TenantId tenant;
  private final String agent = "wrapping-" + UUID.randomUUID();

  @BeforeEach
  void connect() {
    goTo(Tenants.AURORA);
  }

  /** What follows is of that organization. */
  private void goTo(TenantId organization) {
    if (organization.equals(tenant)) {
      return;
    }
    boolean aurora = organization.equals(Tenants.AURORA);
    tenant = organization;
    admin = CallApi.as(aurora ? "carla" : "bia");
    person = CallApi.as(aurora ? "bruno" : "bia");
    Connections.twilio(admin.user().username());
    Connections.telnyx(admin.user().username());
    admin.request().body(Map.of("userId", agent)).post("/api/agents").then().statusCode(201);
  }

  @AfterEach
  void restore() {
    define(Map.of("wrapUp", false, "wrapUpSeconds", 120, "dispositions", List.of()));
  }

  @Test
  @DisplayName("CALL-326 dispositions: an administrator defines, the organization reads")
  void shouldKeepDispositionsPerOrganization() {
    // When
    define(Map.of("dispositions", List.of(CALLBACK, NO))).then().statusCode(200);

    // Then
    CallApi.as("ana")
        .request()
        .get(PATH)
        .then()
        .statusCode(200)
        .body("dispositions.code", contains("callback", "no"))
        .body("dispositions[0].followUp.unit", equalTo("hours"))
        .body("dispositions[1].followUp", nullValue())
        .body("wrapUp", equalTo(false));
    CallApi.as("bia").request().get(PATH).then().body("dispositions", empty());
    person.request().body(Map.of("wrapUp", false)).put(PATH).then().statusCode(403);
    define(Map.of()).then().statusCode(400).body("code", equalTo("CALLS-0212"));
    define(
            Map.of(
                "wrapUpSeconds",
                -1,
                "dispositions",
                List.of(
                    NO,
                    NO,
                    Map.of("code", "Ligar!", "label", "x"),
                    Map.of(
                        "code",
                        "d",
                        "label",
                        " ",
                        "followUp",
                        Map.of("after", 0, "unit", "hours")))))
        .then()
        .statusCode(400)
        .body("code", equalTo("CALLS-0229"))
        .body("errors.field", hasItem("wrapUpSeconds"))
        .body("errors.field", hasItem("dispositions[1].code"))
        .body("errors.field", hasItem("dispositions[2].code"))
        .body("errors.field", hasItem("dispositions[3].label"))
        .body("errors.field", hasItem("dispositions[3].followUp.after"))
        .body("errors.field", hasItem("dispositions[3].followUp.text"));
    define(Map.of("wrapUp", true, "dispositions", List.of()))
        .then()
        .statusCode(400)
        .body("errors.field", contains("wrapUp"));
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-327 a call went as the organization says it can have gone")
  void shouldTakeTheDispositionsOfTheOrganizationOnly(String carrier, TenantId organization) {
    // Given
    goTo(organization);
    String call = dial(carrier);
    say(call, "in my own words").then().statusCode(200);
    define(Map.of("dispositions", List.of(CALLBACK, NO)));

    // When
    Response unknown = say(call, "callbak");

    // Then
    unknown
        .then()
        .statusCode(400)
        .body("code", equalTo("CALLS-0227"))
        .body("errors[0].field", equalTo("disposition"))
        .body("errors[0].allowed", contains("callback", "no"));
    person.call(call).then().body("disposition", equalTo("in my own words"));
    say(call, "in my own words").then().statusCode(200);
    say(call, "no").then().statusCode(200).body("disposition", equalTo("no"));
    say(call, "").then().statusCode(200).body("disposition", nullValue());
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName(
      "CALL-328 what is to be done after a call is told once, and withdrawn when corrected")
  void shouldTellWhatIsToBeDone(String carrier, TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(organization);
      define(Map.of("dispositions", List.of(CALLBACK, NO)));
      String call = dial(carrier);

      // When
      say(call, "callback").then().statusCode(200);
      say(call, "callback").then().statusCode(200);
      say(call, "no").then().statusCode(200);
      say(call, "").then().statusCode(200);
      String last = dial(carrier);
      say(last, "callback").then().statusCode(200);

      // Then
      probe.await(FollowUpRequested.class, last);
      probe.await(FollowUpWithdrawn.class, call);
      List<FollowUpRequested> asked =
          probe.all(tenant, FollowUpRequested.class).stream()
              .map(record -> record.data(FollowUpRequested.class))
              .toList();
      assertThat(asked).extracting(FollowUpRequested::callId).containsExactlyInAnyOrder(call, last);
      FollowUpRequested first =
          asked.stream().filter(each -> each.callId().equals(call)).findFirst().orElseThrow();
      assertThat(first.leadNumber()).isEqualTo("+5511987650326");
      assertThat(first.agentId()).isEqualTo(agent);
      assertThat(first.text()).isEqualTo("Ligar com a proposta");
      assertThat(Duration.between(first.requestedAt(), first.dueAt()))
          .isEqualTo(Duration.ofHours(4));
      assertThat(probe.all(tenant, FollowUpWithdrawn.class))
          .extracting(record -> record.data(FollowUpWithdrawn.class))
          .extracting(FollowUpWithdrawn::callId, FollowUpWithdrawn::disposition)
          .containsExactly(tuple(call, "no"));
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName(
      "CALL-330 whoever talked says how it went before the next call, where that is demanded")
  void shouldWrapUpUntilTheDisposition(String carrier, TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(organization);
      define(Map.of("wrapUp", true, "wrapUpSeconds", 0, "dispositions", List.of(CALLBACK, NO)));
      choose("available").then().statusCode(200);

      // When
      boolean before = isOffered();
      String call = dial(carrier);
      talk(probe, carrier, call);

      // Then
      assertThat(before).isTrue();
      assertThat(isOffered()).isFalse();
      status().then().body("status", equalTo("wrap-up")).body("callId", equalTo(call));
      choose("available")
          .then()
          .statusCode(409)
          .body("code", equalTo("CALLS-0225"))
          .body("callId", equalTo(call));
      choose("offline").then().statusCode(200).body("status", equalTo("wrap-up"));
      say(call, "").then().statusCode(200);
      say(call, "no").then().statusCode(200);
      status().then().body("status", equalTo("offline")).body("callId", nullValue());
      say(call, "").then().statusCode(409).body("code", equalTo("CALLS-0228"));
      await().until(() -> told(probe).size() == 4);
      assertThat(told(probe))
          .extracting(AgentStatusChanged::status, AgentStatusChanged::cause)
          .containsExactly(
              tuple(AgentStatus.AVAILABLE, AgentStatusCause.PERSON),
              tuple(AgentStatus.BUSY, AgentStatusCause.CALL),
              tuple(AgentStatus.WRAP_UP, AgentStatusCause.CALL),
              tuple(AgentStatus.OFFLINE, AgentStatusCause.DISPOSITION));
      assertThat(told(probe).get(2).callId()).isEqualTo(call);
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-331 a wrap-up ends by itself when its time is over, told once")
  void shouldEndAWrapUpWhenItsTimeIsOver(String carrier, TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(organization);
      define(Map.of("wrapUp", true, "wrapUpSeconds", 1, "dispositions", List.of(NO)));
      choose("available").then().statusCode(200);

      // When
      String call = dial(carrier);
      talk(probe, carrier, call);

      // Then
      await().atMost(Duration.ofSeconds(20)).until(() -> told(probe).size() == 4);
      AgentStatusChanged free = told(probe).get(3);
      assertThat(free.status()).isEqualTo(AgentStatus.AVAILABLE);
      assertThat(free.cause()).isEqualTo(AgentStatusCause.TIME);
      status()
          .then()
          .body("status", equalTo("available"))
          .body("statusSince", equalTo("" + free.since()));
      say(call, "no").then().statusCode(200);
      assertThat(told(probe)).hasSize(4);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-331 a wrap-up ends by itself when its time is over, told once")
  void shouldFreeAgentsWhereNoDispositionIsDemandedAnyMore(String carrier) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      define(Map.of("wrapUp", true, "wrapUpSeconds", 0, "dispositions", List.of(NO)));
      choose("available").then().statusCode(200);
      talk(probe, carrier, dial(carrier));
      status().then().body("status", equalTo("wrap-up"));

      // When
      define(Map.of("wrapUp", false)).then().statusCode(200);

      // Then
      status().then().body("status", equalTo("available"));
      await().atMost(Duration.ofSeconds(20)).until(() -> told(probe).size() == 4);
      assertThat(told(probe).get(3).cause()).isEqualTo(AgentStatusCause.TIME);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-332 nobody wraps up what was not answered, or is known already")
  void shouldNotWrapUpWhatWasNotAnsweredOrIsKnown(String carrier) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      define(Map.of("wrapUp", true, "dispositions", List.of(NO)));
      choose("available").then().statusCode(200);

      // When
      String unanswered = dial(carrier);
      phones(probe, carrier, unanswered)
          .ended(
              "agent", person.awaitLeg(unanswered, "agent"), 30, CallOutcome.NO_ANSWER, null, null);
      person.awaitStatus(unanswered, "canceled");

      // Then
      status().then().body("status", equalTo("available"));

      // When
      String known = dial(carrier);
      say(known, "no").then().statusCode(200);
      talk(probe, carrier, known);

      // Then
      status().then().body("status", equalTo("available"));
    }
  }

  /** The agent answers, the lead does not. */
  private void talk(TopicProbe probe, String carrier, String call) {
    String mine = person.awaitLeg(call, "agent");
    Phones phones = phones(probe, carrier, call).answered("agent", mine, 1);
    String theirs = person.awaitLeg(call, "lead");
    phones
        .ended("lead", theirs, 30, CallOutcome.NO_ANSWER, null, null)
        .ended("agent", mine, 31, CallOutcome.COMPLETED, 30, null);
    await().atMost(Duration.ofSeconds(30)).until(() -> OVER.contains(person.status(call)));
    phones.repeatedAndShuffled(2);
  }

  private Phones phones(TopicProbe probe, String carrier, String call) {
    return new Phones(probe, tenant, Carrier.of(carrier), call, Instant.now());
  }

  private List<AgentStatusChanged> told(TopicProbe probe) {
    return probe.all(tenant, AgentStatusChanged.class).stream()
        .filter(record -> agent.equals(record.subject()))
        .map(record -> record.data(AgentStatusChanged.class))
        .toList();
  }

  private String dial(String carrier) {
    return person.dials(Map.of("to", "+5511987650326", "carrier", carrier, "agentId", agent));
  }

  private Response define(Map<String, ?> settings) {
    return admin.request().body(settings).put(PATH);
  }

  private Response say(String call, String disposition) {
    return person.request().body(Map.of("disposition", disposition)).patch("/api/calls/" + call);
  }

  private Response choose(String status) {
    return person.request().body(Map.of("status", status)).put("/api/agents/" + agent + "/status");
  }

  private boolean isOffered() {
    return transactions
        .inTenant(
            tenant,
            sql ->
                Uni.combine()
                    .all()
                    .unis(offerable.find(sql, tenant, agent), free.longestFirst(sql, tenant))
                    .with(
                        (found, all) ->
                            found.orElseThrow().available()
                                && all.stream().anyMatch(each -> each.userId().equals(agent))))
        .await()
        .atMost(Duration.ofSeconds(5));
  }

  private Response status() {
    return person.request().get("/api/agents/" + agent);
  }
}
