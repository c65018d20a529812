package dev.ramal.calls.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.EnteredAgents;
import dev.ramal.calls.fixtures.NumberAccounts;
import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.fixtures.Simulator;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers that clicks show, through an account of this class's own. */
@CallsTest
class ShownNumbersTest {
  private static final String SP_1 = "+551130003761";
  private static final String SP_2 = "+551130003762";
  private static final String RJ = "+552130003763";
  private static final String TOLL_FREE = "+558005503764";

  private static final Postgres CALLS = Postgres.database("calls");

  private final CallApi carla = CallApi.as("carla");
  private final CallApi bruno = CallApi.as("bruno");
  private Map<String, Object> account;

  private TenantId tenant = Tenants.AURORA;
  private CallApi admin = carla;
  private CallApi manager = bruno;
  private CallApi other = CallApi.as("bia");

  @Inject WatchNumbers watch;
  @Inject ShownForTollFree tollFree;
  @Inject NumberOwners owners;
  @Inject SqlTransactions transactions;

  private String connection;

  @AfterEach
  void leaveItAsItWas() {
    CALLS.execute("delete from call_volumes where slot = 98");
    CALLS.execute("delete from volume_warnings where tenant = ?", tenant.value());
    Simulator.noFaults();
    rotate("first", Map.of());
    account.put("enabled", false);
    admin.request().body(account).put("/api/carriers/" + connection).then().statusCode(200);
  }

  /** From now on those of an organization do what the test does; Boreal's admin leads, too. */
  private void goTo(TenantId organization) {
    boolean aurora = organization.equals(Tenants.AURORA);
    tenant = organization;
    admin = aurora ? carla : CallApi.as("bia");
    manager = aurora ? bruno : admin;
    other = aurora ? CallApi.as("bia") : carla;
  }

  private void connect(String carrier, String... numbers) {
    account = NumberAccounts.account(carrier, numbers[0]);
    account.put("enabled", true);
    account.put("numbers", List.of(numbers));
    connection =
        admin
            .user()
            .post("/api/carriers", account, null)
            .then()
            .statusCode(201)
            .body("enabled", equalTo(true))
            .extract()
            .path("id");
  }

  private void rotate(String policy, Map<String, String> campaigns) {
    admin
        .request()
        .body(
            Map.of(
                "policy",
                policy,
                "campaigns",
                campaigns.entrySet().stream()
                    .map(one -> Map.of("campaignId", one.getKey(), "policy", one.getValue()))
                    .toList()))
        .put("/api/numbers/rotation")
        .then()
        .statusCode(200)
        .body("policy", equalTo(policy));
  }

  private Response click(Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.putIfAbsent("to", "+5521987650376");
    body.computeIfAbsent("agentId", absent -> newAgent());
    body.put("carrier", account.get("carrier"));
    return manager.dial(body, null);
  }

  private List<String> shown(int clicks, Map<String, ?> more) {
    return IntStream.range(0, clicks)
        .mapToObj(n -> click(more).then().statusCode(201).extract().<String>path("from"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "twilio, +5511987653764",
    "twilio, withheld",
    "telnyx, +5511987653764",
    "telnyx, withheld"
  })
  @DisplayName("CALL-473 who is rung for a caller of a toll-free number sees one that may be shown")
  void shouldShowAnotherNumberThanTheTollFreeOne(String carrier, String caller) {
    // Given
    connect(carrier, TOLL_FREE, SP_1);

    // When
    Call toTollFree = calling(caller, TOLL_FREE);
    E164 shown =
        transactions
            .inTenant(Tenants.AURORA, sql -> tollFree.of(sql, toTollFree))
            .await()
            .indefinitely();

    // Then
    assertThat(tollFree.isNeeded(toTollFree)).isTrue();
    assertThat(tollFree.isNeeded(calling(caller, SP_1))).isFalse();
    assertThat(shown.value()).isEqualTo(SP_1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName(
      "CALL-557 what is shown elsewhere, or for a toll-free number, is unbraked and counted")
  void shouldNotShowABrakedNumberInsteadOfATollFreeOne(String carrier) {
    // Given
    connect(carrier, TOLL_FREE, SP_1, SP_2);
    Call toTollFree = calling("+5511987653764", TOLL_FREE);
    rotate("least-used", Map.of());

    // When
    brake(SP_1);
    E164 other = shownFor(toTollFree);
    brake(SP_2);
    E164 none = shownFor(toTollFree);

    // Then
    assertThat(other.value()).isEqualTo(SP_2);
    assertThat(none).isNull();
    assertThat(used(SP_2)).as("counted as for a click").isOne();
  }

  @ParameterizedTest
  @CsvSource({"twilio, telnyx", "telnyx, twilio"})
  @DisplayName(
      "CALL-557 what is shown elsewhere, or for a toll-free number, is unbraked and counted")
  void shouldNotShowABrakedNumberElsewhere(String first, String next) {
    // Given
    Connections.twilio("carla");
    Connections.telnyx("carla");
    connect(next, SP_2, SP_1);
    carla.settings(Map.of("carrier", first));
    rotate("least-used", Map.of());
    CALLS.execute(
        "update numbers set used = 3, used_on = (now() at time zone 'America/Sao_Paulo')::date"
            + " where number = ? and connection_id = ?",
        SP_2,
        connection);

    // When
    brake(SP_1);
    String moved = refusedBy(first);
    bruno.awaitLeg(moved, "agent");
    brake(SP_2);
    String nowhere = refusedBy(first);
    bruno.awaitStatus(nowhere, "failed");

    // Then
    assertThat(bruno.call(moved).<String>path("carrier")).isEqualTo(next);
    assertThat(bruno.call(moved).<String>path("from")).isEqualTo(SP_2);
    assertThat(used(SP_2)).as("counted as for a click").isEqualTo(4);
    assertThat(used(SP_1)).isZero();
    assertThat(bruno.call(nowhere).<String>path("carrier")).isEqualTo(first);
    carla.settings(Map.of("carrier", "twilio"));
  }

  private String refusedBy(String carrier) {
    Simulator.fault(
        "status",
        carrier,
        carrier.equals("twilio") ? "/Calls.json" : "/v2/calls",
        1,
        Map.of("status", 401));
    return bruno.dials(Map.of("to", "+5521987650376", "agentId", newAgent()));
  }

  private String newAgent() {
    return EnteredAgents.of(tenant.value(), "agent-" + UUID.randomUUID());
  }

  /** The monitor finds that so many of its calls were short. */
  private void brake(String number) {
    CALLS.execute(
        """
        insert into call_volumes (tenant, span, begins, number, slot, calls, short_calls, leads,
          answered)
        values ('aurora', 'day', (now() at time zone 'America/Sao_Paulo')::date, ?, 98, 0, 100000,
          0, 0)
        """,
        number);
    await()
        .until(
            () ->
                CALLS.count("volume_warnings where tenant = 'aurora' and number = ?", number) > 0);
  }

  private E164 shownFor(Call call) {
    return transactions
        .inTenant(Tenants.AURORA, sql -> tollFree.of(sql, call))
        .await()
        .atMost(Duration.ofSeconds(10));
  }

  private long used(String number) {
    return Long.parseLong(
        CALLS
            .value(
                "select used from numbers where number = ? and connection_id = ?",
                number,
                connection)
            .toString());
  }

  private Call calling(String caller, String ours) {
    CallDetails details =
        new CallDetails(
            null,
            null,
            null,
            Direction.INBOUND,
            caller,
            ours,
            null,
            null,
            null,
            null,
            Carrier.of((String) account.get("carrier")),
            new ConnectionId(connection),
            false,
            null,
            null,
            null,
            Instant.now());
    return Call.inbound(CallId.of(UUID.randomUUID().toString()), Tenants.AURORA, details);
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-376 the number that a call shows is chosen as the organization wants")
  void shouldRotateNumbers(String carrier) {
    // Given
    connect(carrier, SP_1, SP_2, RJ);

    // When
    List<String> first = shown(2, Map.of());
    rotate("round-robin", Map.of("spring", "same-area"));
    List<String> inTurn = shown(6, Map.of());
    List<String> ofCampaign = shown(2, Map.of("campaignId", "spring"));
    rotate("least-used", Map.of());
    List<String> leastUsed = shown(6, Map.of());
    rotate("random", Map.of());
    List<String> random = shown(12, Map.of());

    // Then
    assertThat(first).containsOnly(SP_1);
    assertThat(inTurn).containsOnly(SP_1, SP_2, RJ);
    assertThat(inTurn.subList(0, 3)).doesNotHaveDuplicates();
    assertThat(inTurn.subList(3, 6)).isEqualTo(inTurn.subList(0, 3));
    assertThat(ofCampaign).containsOnly(RJ);
    assertThat(leastUsed).containsExactly(SP_1, SP_2, RJ, SP_1, SP_2, RJ);
    assertThat(random).isSubsetOf(SP_1, SP_2, RJ);
    assertThat(Set.copyOf(random)).as("not always the same one").hasSizeGreaterThan(1);
    CallApi.as("bia")
        .request()
        .get("/api/numbers/rotation")
        .then()
        .statusCode(200)
        .body("policy", equalTo("first"));
  }

  @Test
  @DisplayName("CALL-376 the number that a call shows is chosen as the organization wants")
  void shouldRefuseARotationThatNobodyKnows() {
    // Given
    connect("twilio", SP_1);

    // When
    Response refused =
        carla
            .request()
            .body(
                Map.of(
                    "policy",
                    "best",
                    "campaigns",
                    List.of(Map.of("campaignId", "", "policy", "worst"))))
            .put("/api/numbers/rotation");

    // Then
    refused
        .then()
        .statusCode(400)
        .body("errors.field", contains("policy", "campaigns[0].campaignId", "campaigns[0].policy"));
    CallApi.as("ana").request().body("{}").put("/api/numbers/rotation").then().statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-501 a number is assigned to agents who are known, and to no others")
  void shouldAssignNumbersToKnownAgentsOnly(String carrier) {
    // Given
    connect(carrier, SP_1, SP_2);
    String agent = "agent-" + UUID.randomUUID();

    // When
    Response unknown = assigned(SP_2, "agent", agent);
    EnteredAgents.of("aurora", agent);
    Response known = assigned(SP_2, "agent", agent);

    // Then
    unknown
        .then()
        .statusCode(422)
        .body("code", equalTo("CALLS-0332"))
        .body("errors.field", contains("assignedTo.id"));
    known.then().statusCode(200);
    assign(SP_2, "pool", null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-377 the agent's number comes before the campaign's, that before the pool's")
  void shouldShowTheAgentsOwnNumber(String carrier) {
    // Given
    connect(carrier, SP_1, SP_2, RJ);
    String agent = newAgent();
    assign(SP_2, "agent", agent);
    assign(RJ, "campaign", "summer");

    // When
    List<String> own = shown(2, Map.of("agentId", agent, "campaignId", "summer"));
    List<String> campaigns = shown(2, Map.of("campaignId", "summer"));
    List<String> pool = shown(2, Map.of());

    // Then
    assertThat(own).containsOnly(SP_2);
    assertThat(campaigns).containsOnly(RJ);
    assertThat(pool).containsOnly(SP_1);
    carla
        .request()
        .get("/api/numbers?assignedTo=" + agent)
        .then()
        .body("items.number", contains(SP_2))
        .body("items[0].assignedTo.kind", equalTo("agent"));
    assign(SP_2, "pool", null);
    assertThat(shown(1, Map.of("agentId", agent))).containsExactly(SP_1);
    dedicate(SP_2, agent);
    assertThat(shown(1, Map.of("agentId", agent))).containsExactly(SP_2);
    assign(SP_1, "campaign", "winter");
    assertThat(shown(1, Map.of())).as("another campaign's: all are others'").containsExactly(SP_1);
    dedicate("", agent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-592 whose a number is stands in one place, wherever it is said and read")
  void shouldSayInOnePlaceWhoseANumberIs(String carrier) {
    // Given
    String first = "+55113000592" + (carrier.equals("twilio") ? "1" : "4");
    String second = "+55113000592" + (carrier.equals("twilio") ? "2" : "5");
    String third = "+55113000592" + (carrier.equals("twilio") ? "3" : "6");
    connect(carrier, first, second, third);
    String agent = "agent-" + UUID.randomUUID();
    String other = agent + "-2";
    for (String each : List.of(agent, other)) {
      carla.request().body(Map.of("userId", each)).post("/api/agents").then().statusCode(201);
    }

    // When
    assign(second, "agent", agent);

    // Then
    assertThat(number(agent)).isEqualTo(second);
    dedicated(second, other).then().statusCode(409).body("code", equalTo("CALLS-0224"));
    assign(third, "campaign", "summer");
    dedicated(third, agent)
        .then()
        .statusCode(409)
        .body("errors[0].message", containsString("campaign"));
    dedicate(first, agent);
    assertThat(number(agent)).isEqualTo(first);
    assertThat(assigned()).isEqualTo(Map.of(first, agent, third, "summer"));
    assign(first, "agent", other);
    assertThat(number(agent)).isNull();
    assertThat(number(other)).isEqualTo(first);
    assertThat(called(first)).contains(other);
    assertThat(called(third)).isEmpty();
    dedicate("", other);
    assertThat(assigned()).isEqualTo(Map.of(third, "summer"));
    CallApi.as("bia")
        .request()
        .body(Map.of("userId", agent, "number", second))
        .post("/api/agents")
        .then()
        .statusCode(400)
        .body("errors.field", contains("number"));
  }

  /** Whose number was called. */
  private Optional<String> called(String number) {
    return transactions
        .inTenant(
            Tenants.AURORA,
            sql -> owners.agentOf(sql, Tenants.AURORA, number, new ConnectionId(connection)))
        .await()
        .atMost(Duration.ofSeconds(5));
  }

  private String number(String agent) {
    return bruno.request().get("/api/agents/" + agent).path("number");
  }

  private Map<String, String> assigned() {
    List<Map<String, Object>> all =
        carla.request().get("/api/numbers?connectionId=" + connection).path("items");
    return all.stream()
        .filter(each -> each.get("assignedTo") != null)
        .collect(
            Collectors.toMap(
                each -> (String) each.get("number"),
                each -> ((Map<String, String>) each.get("assignedTo")).get("id")));
  }

  private void dedicate(String number, String agent) {
    dedicated(number, agent).then().statusCode(200);
  }

  private Response dedicated(String number, String agent) {
    return carla.request().body(Map.of("number", number)).patch("/api/agents/" + agent);
  }

  private void assign(String number, String kind, String id) {
    assigned(number, kind, id).then().statusCode(200);
  }

  private Response assigned(String number, String kind, String id) {
    Map<String, Object> assignment = new HashMap<>();
    assignment.put("kind", kind);
    assignment.put("id", id);
    return carla
        .request()
        .body(Map.of("assignedTo", assignment))
        .patch("/api/numbers/" + numberId(number));
  }

  private Object numberId(String number) {
    return CALLS.value(
        "select id from numbers where connection_id = ? and number = ?", connection, number);
  }

  @ParameterizedTest
  @CsvSource({
    "twilio, aurora, 0, 10, '1 % of the leads picked up, of other numbers 49 %'",
    "twilio, boreal, 900, 495, '90 % of its calls were short, of other numbers 0 %'",
    "telnyx, boreal, 0, 10, '1 % of the leads picked up, of other numbers 49 %'",
    "telnyx, aurora, 900, 495, '90 % of its calls were short, of other numbers 0 %'"
  })
  @DisplayName("CALL-378 a number that rests is shown only where nothing else is left")
  void shouldLetANumberRestWhoseCallsGoBadly(
      String carrier, TenantId organization, long shortCalls, long answered, String because) {
    // Given
    goTo(organization);
    connect(carrier, SP_1, SP_2);
    String theirs = theirOwn(carrier, SP_1);
    figures(SP_1, 1000, shortCalls, answered);
    figures(SP_2, 2_000_000_000, 0, 990_000_000);

    // When
    await("another round may be under way")
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              watch.goRound().await().atMost(Duration.ofSeconds(10));
              return CALLS.count(
                  "numbers where connection_id = ? and resting_until > now()", connection);
            },
            resting -> resting == 1);

    // Then
    assertThat(shown(2, Map.of())).containsOnly(SP_2);
    click(Map.of("from", SP_1)).then().statusCode(201);
    othersSeeNothing();
    other
        .request()
        .get("/api/numbers?connectionId=" + theirs)
        .then()
        .body("items.number", contains(SP_1))
        .body("items[0].restingUntil", nullValue());
    admin
        .request()
        .get("/api/numbers?connectionId=" + connection)
        .then()
        .body("items.find { it.number == '" + SP_1 + "' }.restingBecause", equalTo(because))
        .body("items.find { it.number == '" + SP_2 + "' }.restingUntil", nullValue());
    CALLS.execute(
        "update numbers set resting_until = now() - interval '1 s' where connection_id = ?"
            + " and resting_until is not null",
        connection);
    watch.goRound().await().atMost(Duration.ofSeconds(10));
    assertThat(shown(2, Map.of())).as("it is back and stays").containsOnly(SP_1);
    CALLS.execute("delete from call_volumes where slot = 99");
    CALLS.execute("update numbers set rested_on = null where number in (?, ?)", SP_1, SP_2);
  }

  /** The other organization has a number of the same digits; switched off. */
  private String theirOwn(String carrier, String number) {
    return NumberAccounts.connect(other.user().username(), carrier, number);
  }

  private void othersSeeNothing() {
    other.request().get("/api/carriers/" + connection).then().statusCode(404);
    other
        .request()
        .get("/api/numbers?connectionId=" + connection)
        .then()
        .statusCode(200)
        .body("items", empty());
    other
        .request()
        .body(Map.of("label", "x"))
        .patch("/api/numbers/" + numberId(SP_1))
        .then()
        .statusCode(404);
  }

  private void figures(String number, long leads, long shortCalls, long answered) {
    CALLS.execute(
        """
        insert into call_volumes (tenant, span, begins, number, slot, calls, short_calls, leads,
          answered)
        values (?, 'day', (now() at time zone 'America/Sao_Paulo')::date, ?, 99, ?, ?, ?, ?)
        """,
        tenant.value(),
        number,
        leads,
        shortCalls,
        leads,
        answered);
  }

  @ParameterizedTest
  @CsvSource({"twilio, boreal", "telnyx, aurora"})
  @DisplayName("CALL-379 a toll-free number is never shown")
  void shouldRefuseATollFreeCallerIdBeforeTheCarrierDoes(String carrier, TenantId organization) {
    // Given
    goTo(organization);
    connect(carrier, TOLL_FREE, SP_1);

    // When
    Response asked = click(Map.of("from", TOLL_FREE));
    List<String> shown = shown(2, Map.of());

    // Then
    asked.then().statusCode(422).body("code", equalTo("CALLS-0323"));
    assertThat(shown).containsOnly(SP_1);
    othersSeeNothing();
  }
}
