package dev.ramal.calls.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.calls.agents.FreeAgents.FreeAgent;
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
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@CallsTest
class AgentsTest {
  @Inject FreeAgents freeAgents;
  @Inject SqlTransactions transactions;

  private final CallApi carla = CallApi.as("carla");
  private final CallApi bruno = CallApi.as("bruno");
  private final CallApi bia = CallApi.as("bia");
  private final String agent = "agent-" + UUID.randomUUID();

  private TenantId tenant = Tenants.AURORA;
  private TenantId otherTenant = Tenants.BOREAL;
  private CallApi admin = carla;
  private CallApi manager = bruno;
  private CallApi other = bia;

  @BeforeEach
  void connect() {
    Connections.twilio("carla");
    Connections.telnyx("carla");
  }

  @Test
  @DisplayName("CALL-320 agents are entered, listed and changed within their organization")
  void shouldKeepAgentsPerOrganization() {
    // When
    enter(carla, Map.of("userId", agent, "name", "Duda")).then().statusCode(201);
    enter(carla, Map.of("userId", agent + "-2", "endpoint", "phone", "phone", "+5511988880001"))
        .then()
        .statusCode(201);

    // Then
    Response page = bruno.request().get("/api/agents?limit=1");
    page.then().statusCode(200).body("items.userId", contains(agent + "-2"));
    bruno
        .request()
        .get("/api/agents?limit=1&cursor=" + page.path("next"))
        .then()
        .body("items.userId", contains(agent))
        .body("items[0].name", equalTo("Duda"))
        .body("items[0].status", equalTo("offline"))
        .body("items[0].chosen", nullValue());
    assertThat(bia.request().get("/api/agents").<List<String>>path("items.userId"))
        .doesNotContain(agent);
    CallApi.as("ana").request().get("/api/agents").then().statusCode(403);
    enter(carla, Map.of("userId", agent)).then().statusCode(409).body("code", is("CALLS-0223"));
    enter(bruno, Map.of("userId", agent + "-3")).then().statusCode(403);
    enter(bia, Map.of("userId", agent)).then().statusCode(201).body("name", nullValue());
  }

  @Test
  @DisplayName("CALL-321 an extension, and a number that is ours, lead to one agent each")
  void shouldLeadToOneAgent() {
    // Given
    String extension = "" + (100_000 + Math.floorMod(agent.hashCode(), 900_000));
    enter(carla, Map.of("userId", agent, "extension", extension)).then().statusCode(201);
    enter(carla, Map.of("userId", agent + "-2")).then().statusCode(201);
    enter(bia, Map.of("userId", agent, "extension", extension)).then().statusCode(201);

    // When
    Response taken = patch(carla, agent + "-2", Map.of("extension", extension));
    Response foreign = patch(carla, agent, Map.of("number", "+551130009999"));
    Response ours = patch(carla, agent, Map.of("number", Connections.NUMBER));
    Response alsoOurs = patch(carla, agent + "-2", Map.of("number", Connections.NUMBER));
    Response cleared = patch(carla, agent, Map.of("extension", "", "number", ""));

    // Then
    taken
        .then()
        .statusCode(409)
        .body("code", is("CALLS-0224"))
        .body("errors.field", contains("extension"));
    foreign.then().statusCode(400).body("errors.field", contains("number"));
    ours.then()
        .statusCode(200)
        .body("number", is(Connections.NUMBER))
        .body("extension", is(extension));
    alsoOurs.then().statusCode(409).body("errors.field", contains("number"));
    cleared.then().statusCode(200).body("extension", nullValue()).body("number", nullValue());
    CallApi ana = CallApi.as("ana");
    patch(ana, "me", Map.of("extension", "77"))
        .then()
        .statusCode(403)
        .body("code", is("CALLS-0226"));
    patch(ana, "me", Map.of("mobile", "+5511988880009"))
        .then()
        .statusCode(200)
        .body("mobile", is("+5511988880009"))
        .body("name", is("Ana Almeida"));
    patch(ana, "me", Map.of("mobile", "")).then().body("mobile", nullValue());
    patch(ana, agent, Map.of("mobile", "")).then().statusCode(404);
  }

  @Test
  @DisplayName("CALL-321 an extension, and a number that is ours, lead to one agent each")
  void shouldGiveAnExtensionToOneOfManyWhoAreToHaveItAtOnce() {
    // Given
    String extension = "" + (100_000 + Math.floorMod(agent.hashCode() + 1, 900_000));
    List<String> agents = IntStream.range(0, 5).mapToObj(n -> agent + "-" + n).toList();
    agents.forEach(each -> enter(carla, Map.of("userId", each)).then().statusCode(201));

    // When
    List<CompletableFuture<Response>> patches =
        agents.stream()
            .map(
                each ->
                    CompletableFuture.supplyAsync(
                        () -> patch(carla, each, Map.of("extension", extension))))
            .toList();

    // Then
    assertThat(patches.stream().map(patch -> patch.join().statusCode()).sorted())
        .containsExactly(200, 409, 409, 409, 409);
  }

  @Test
  @DisplayName("CALL-322 a status is said by the agent or its manager, and told when it changes")
  void shouldTellAStatusOnceItChanges() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      enter(carla, Map.of("userId", agent)).then().statusCode(201);

      // When
      choose(bruno, agent, "available").then().statusCode(200).body("status", is("available"));
      String since = choose(bruno, agent, "available").path("statusSince");
      choose(bruno, agent, "wrap-up").then().body("status", is("wrap-up"));

      // Then
      await().until(() -> told(probe).size() == 2);
      assertThat(told(probe))
          .extracting(AgentStatusChanged::status, AgentStatusChanged::cause)
          .containsExactly(
              tuple(AgentStatus.AVAILABLE, AgentStatusCause.PERSON),
              tuple(AgentStatus.WRAP_UP, AgentStatusCause.PERSON));
      assertThat(told(probe).get(0).since()).isEqualTo(Instant.parse(since));
      choose(bruno, agent, "asleep")
          .then()
          .statusCode(400)
          .body("errors.field", contains("status"));
      choose(CallApi.as("ana"), agent, "offline").then().statusCode(404);
      choose(bia, agent, "offline").then().statusCode(404);
      choose(bruno, agent + "-nobody", "offline").then().statusCode(404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-322 a status is said by the agent or its manager, and told when it changes")
  void shouldLetAnAgentWhoIsOfflineCallAllTheSame(Carrier carrier) {
    // Given
    Connections.at(carrier, "bia");
    CallApi breno = CallApi.as("breno");

    // When
    Response offline = choose(breno, "me", "offline");

    // Then
    String id = offline.then().statusCode(200).extract().path("userId");
    assertThat(offline.<String>path("name")).isNotBlank();
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      String call = breno.dials(Map.of("to", "+5511987650322", "carrier", carrier.wire()));
      AgentStatusChanged told = probe.await(AgentStatusChanged.class, id);
      assertThat(told.status()).isEqualTo(AgentStatus.BUSY);
      assertThat(told.callId()).isEqualTo(call);
      assertThat(probe.all(Tenants.BOREAL, AgentStatusChanged.class)).hasSize(1);
      assertThat(probe.all(Tenants.AURORA, AgentStatusChanged.class)).isEmpty();
    } finally {
      Postgres.database("calls").execute("delete from agents where user_id = ?", id);
    }
  }

  /** From now on those of an organization do what the test does; Boreal's admin leads, too. */
  private void goTo(TenantId organization) {
    boolean aurora = organization.equals(Tenants.AURORA);
    tenant = organization;
    otherTenant = aurora ? Tenants.BOREAL : Tenants.AURORA;
    admin = aurora ? carla : bia;
    manager = aurora ? bruno : bia;
    other = aurora ? bia : carla;
    if (!aurora) {
      Connections.twilio("bia");
      Connections.telnyx("bia");
    }
  }

  /** Nobody of the other organization sees the agent or its calls, and none of it is told there. */
  private void hiddenFromOthers(TopicProbe probe, String... calls) {
    other.request().get("/api/agents/" + agent).then().statusCode(404);
    choose(other, agent, "offline").then().statusCode(404);
    assertThat(other.request().get("/api/agents").<List<String>>path("items.userId"))
        .doesNotContain(agent);
    for (String call : calls) {
      other.call(call).then().statusCode(404);
    }
    assertThat(told(probe, otherTenant)).isEmpty();
  }

  /** Who is available here is to be offered no caller of another test. */
  @AfterEach
  void goOffline() {
    Postgres.database("calls")
        .execute(
            "update agents set status = 'OFFLINE' where tenant = 'boreal' and user_id like ?"
                + " and status is not null",
            agent + "%");
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-323 a call makes its agent busy; then what was chosen holds again")
  void shouldBeBusyWhileOnACall(String carrier, TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(organization);
      enter(admin, Map.of("userId", agent)).then().statusCode(201);
      choose(manager, agent, "available").then().statusCode(200);

      // When
      String call = dial(carrier);

      // Then
      manager
          .request()
          .get("/api/agents/" + agent)
          .then()
          .body("status", is("busy"))
          .body("chosen", is("available"))
          .body("callId", is(call));
      await().until(() -> told(probe).size() == 2);
      assertThat(told(probe).get(1).status()).isEqualTo(AgentStatus.BUSY);
      assertThat(told(probe).get(1).callId()).isEqualTo(call);

      // When
      String handle = manager.awaitLeg(call, "agent");
      Phones phones = new Phones(probe, tenant, Carrier.of(carrier), call, Instant.now());
      phones.ended("agent", handle, 30, CallOutcome.NO_ANSWER, null, null);
      manager.awaitStatus(call, "canceled");
      phones.repeatedAndShuffled(3);

      // Then
      await().until(() -> told(probe).size() == 3);
      AgentStatusChanged free = told(probe).get(2);
      assertThat(free.status()).isEqualTo(AgentStatus.AVAILABLE);
      assertThat(free.cause()).isEqualTo(AgentStatusCause.CALL);
      manager
          .request()
          .get("/api/agents/" + agent)
          .then()
          .body("status", is("available"))
          .body("statusSince", is(free.since().toString()))
          .body("callId", nullValue());
      hiddenFromOthers(probe, call);
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, boreal", "telnyx, aurora"})
  @DisplayName("CALL-323 a call makes its agent busy; then what was chosen holds again")
  void shouldHideAChoiceBehindTheCallAndStayBusyOnAnother(String carrier, TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(organization);
      enter(admin, Map.of("userId", agent)).then().statusCode(201);
      choose(manager, agent, "offline").then().statusCode(200);
      String first = dial(carrier);
      String second = dial(carrier);

      // When
      choose(manager, agent, "available").then().statusCode(200).body("status", is("busy"));
      end(probe, carrier, first);

      // Then
      manager.request().get("/api/agents/" + agent).then().body("callId", is(second));
      end(probe, carrier, second);
      await()
          .until(
              () -> told(probe).stream().anyMatch(news -> news.status() == AgentStatus.AVAILABLE));
      assertThat(told(probe))
          .extracting(AgentStatusChanged::status)
          .as("busy is told with each click where any number of calls is allowed")
          .containsExactly(
              AgentStatus.OFFLINE, AgentStatus.BUSY, AgentStatus.BUSY, AgentStatus.AVAILABLE);
      hiddenFromOthers(probe, first, second);
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, boreal", "telnyx, aurora"})
  @DisplayName("CALL-325 who has waited longest is free first, and nobody who is on a call")
  void shouldOfferToWhoHasWaitedLongest(String carrier, TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(organization);
      String later = agent + "-2";
      String away = agent + "-3";
      for (String each : List.of(agent, later, away)) {
        enter(admin, Map.of("userId", each)).then().statusCode(201);
        choose(manager, each, each.equals(away) ? "offline" : "available").then().statusCode(200);
      }
      enter(other, Map.of("userId", agent)).then().statusCode(201);
      choose(other, agent, "available").then().statusCode(200);
      List<String> before = free();
      List<String> ofOthers = free(otherTenant);

      // When
      String call = dial(carrier);
      List<String> during = free();
      List<String> ofOthersDuring = free(otherTenant);
      end(probe, carrier, call);

      // Then
      assertThat(before).containsExactly(agent, later);
      assertThat(during).containsExactly(later);
      assertThat(free()).as("its wait began anew").containsExactly(later, agent);
      assertThat(ofOthers).as("the other organization's agent of that id").containsExactly(agent);
      assertThat(ofOthersDuring).as("is not on the call").containsExactly(agent);
      assertThat(free(otherTenant)).containsExactly(agent);
      await().until(() -> told(probe, otherTenant).size() == 1);
      other.call(call).then().statusCode(404);
    }
  }

  private List<String> free() {
    return free(tenant);
  }

  private List<String> free(TenantId organization) {
    return transactions
        .inTenant(organization, sql -> freeAgents.longestFirst(sql, organization))
        .await()
        .atMost(Duration.ofSeconds(5))
        .stream()
        .map(FreeAgent::userId)
        .filter(id -> id.startsWith(agent))
        .toList();
  }

  private void end(TopicProbe probe, String carrier, String call) {
    new Phones(probe, tenant, Carrier.of(carrier), call, Instant.now())
        .ended("agent", manager.awaitLeg(call, "agent"), 30, CallOutcome.NO_ANSWER, null, null);
    manager.awaitStatus(call, "canceled");
  }

  private List<AgentStatusChanged> told(TopicProbe probe) {
    return told(probe, tenant);
  }

  private List<AgentStatusChanged> told(TopicProbe probe, TenantId organization) {
    return probe.all(organization, AgentStatusChanged.class).stream()
        .filter(record -> agent.equals(record.subject()))
        .map(record -> record.data(AgentStatusChanged.class))
        .toList();
  }

  private String dial(String carrier) {
    return manager.dials(Map.of("to", "+5511987650320", "carrier", carrier, "agentId", agent));
  }

  private static Response enter(CallApi api, Map<String, String> body) {
    return api.request().body(new HashMap<>(body)).post("/api/agents");
  }

  private static Response patch(CallApi api, String agent, Map<String, String> body) {
    return api.request().body(body).patch("/api/agents/" + agent);
  }

  private static Response choose(CallApi api, String agent, String status) {
    return api.request().body(Map.of("status", status)).put("/api/agents/" + agent + "/status");
  }

  private static Matcher<String> is(String expected) {
    return equalTo(expected);
  }
}
