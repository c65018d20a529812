package dev.ramal.calls.dialing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.EnteredAgents;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.calls.lifecycle.RunningCalls;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.kit.database.DatabaseConnections;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.RoundTrips;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.quarkus.test.junit.QuarkusMock;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.pgclient.PgPool;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
@DisplayName("CALL-199 an agent has as many calls at one time as the organization allows")
class AgentGuardTest {
  private static final Postgres CALLS = Postgres.database("calls");
  private static final String BEGUN =
      """
      insert into calls (tenant, id, agent_id, status, direction, from_number, to_number,
        connection_id, record, requested_at, destination_class, revision, news_at, checked_at,
        version)
      values ('aurora', $1, $2, 'REQUESTED', 'OUTBOUND', '+1', '+2', 'none', false, now(), 'x', 0,
        now(), now(), 1)
      """;

  @Inject RunningCalls running;
  @Inject DatabaseConnections database;
  @Inject PgPool pool;

  private CallApi admin;
  private CallApi person;
  private TenantId tenant;
  private final String agent = "guarded-" + UUID.randomUUID();

  @BeforeEach
  void allowOne() {
    goTo("carla", "bruno", Tenants.AURORA);
  }

  /** What follows is of that organization, which allows one call. */
  private void goTo(String administrator, String user, TenantId organization) {
    admin = CallApi.as(administrator);
    person = CallApi.as(user);
    tenant = organization;
    Connections.twilio(administrator);
    Connections.telnyx(administrator);
    EnteredAgents.of(tenant.value(), agent);
    EnteredAgents.of(tenant.value(), agent + "-2");
    allow(1);
  }

  @AfterEach
  void allowAny() {
    allow(0);
  }

  @Test
  void shouldTakeOneOfManyClicksAtOnce() {
    // When
    List<CompletableFuture<Response>> clicks =
        IntStream.range(0, 12)
            .mapToObj(
                n -> CompletableFuture.supplyAsync(() -> click("+551198765%04d".formatted(n))))
            .toList();
    List<Response> answers = clicks.stream().map(CompletableFuture::join).toList();

    // Then
    List<String> taken = with(answers, 201).map(answer -> answer.<String>path("id")).toList();
    assertThat(taken).hasSize(1);
    assertThat(with(answers, 409))
        .hasSize(11)
        .allSatisfy(
            refused -> {
              assertThat(refused.<String>path("code")).isEqualTo("CALLS-0010");
              assertThat(refused.<String>path("callId")).isEqualTo(taken.get(0));
            });
  }

  @Test
  void shouldTakeOneOfManyClicksBetweenTwoReplicas() {
    // Given
    List<Pool> replicas = List.of(replica(), replica());

    // When
    List<Boolean> passed =
        Uni.join()
            .all(
                IntStream.range(0, 12)
                    .mapToObj(n -> begins(replicas.get(n % 2), UUID.randomUUID().toString()))
                    .toList())
            .andFailFast()
            .await()
            .atMost(Duration.ofSeconds(30));

    // Then
    assertThat(passed).containsOnlyOnce(true);
    assertThat(CALLS.count("calls where agent_id = ?", agent)).isEqualTo(1);
    CALLS.execute("delete from calls where agent_id = ?", agent);
    replicas.forEach(Pool::closeAndForget);
  }

  @ParameterizedTest
  @CsvSource({"carla, bruno, aurora", "bia, bia, boreal"})
  void shouldTakeTheNextCallOnceTheFirstIsOver(
      String administrator, String user, TenantId organization) {
    // Given
    goTo(administrator, user, organization);
    String first = click("+5511987650190").then().statusCode(201).extract().path("id");
    click("+5511987650191").then().statusCode(409);

    // When
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      String leg = person.awaitLeg(first, "agent");
      new Phones(probe, tenant, Carrier.TWILIO, first, Instant.now())
          .initiated("agent", leg, 0)
          .ended("agent", leg, 30, CallOutcome.NO_ANSWER, null, null);
      person.awaitStatus(first, "canceled");
    }

    // Then
    click("+5511987650191").then().statusCode(201);
  }

  @Test
  void shouldTakeTheNextCallOnceAPersonHasHungUpTheFirst() {
    // Given
    String first = click("+5511987650190").then().statusCode(201).extract().path("id");
    person.awaitLeg(first, "agent");
    click("+5511987650191").then().statusCode(409);

    // When
    person.request().post("/api/calls/" + first + "/hangup").then().statusCode(200);

    // Then
    click("+5511987650191").then().statusCode(201);
    assertThat(person.status(first)).as("its end is not told").isEqualTo("dialing");
  }

  @Test
  void shouldNotWaitForADialWhoseOutcomeStaysUnknown() {
    // Given
    String first = click("+5511987650190").then().statusCode(201).extract().path("id");
    person.awaitLeg(first, "agent");
    Postgres calls = Postgres.database("calls");
    calls.execute("update calls set status = 'DIALING_UNKNOWN' where id = ?", first);
    click("+5511987650191").then().statusCode(409);

    // When
    calls.execute(
        "update calls set requested_at = requested_at - interval '2 minutes' where id = ?", first);

    // Then
    click("+5511987650191").then().statusCode(201);
  }

  @ParameterizedTest
  @CsvSource({"carla, bruno, aurora", "bia, bia, boreal"})
  void shouldTakeAsManyAsTheOrganizationAllowsAndADoubleClickForOne(
      String administrator, String user, TenantId organization) {
    // Given
    goTo(administrator, user, organization);
    allow(2);
    String first = click("+5511987650190").then().statusCode(201).extract().path("id");

    // When
    Response doubled = click("+5511987650190");
    Response second = click("+5511987650191");
    Response third = click("+5511987650192");

    // Then
    assertThat(doubled.statusCode()).isEqualTo(409);
    assertThat(doubled.<String>path("callId")).isEqualTo(first);
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(third.statusCode()).isEqualTo(409);
    assertThat(third.<String>path("callId")).isEqualTo(second.path("id"));
  }

  @ParameterizedTest
  @CsvSource({"carla, bruno, aurora", "bia, bia, boreal"})
  @DisplayName("CALL-284 a machine that hears a message keeps no agent from the next call")
  void shouldTakeAnAgentForFreeWhileAMachineHearsAMessage(
      String administrator, String user, TenantId organization) {
    // Given
    goTo(administrator, user, organization);
    String first = click("+5511987650190").then().statusCode(201).extract().path("id");
    assertThat(click("+5511987650191").statusCode()).isEqualTo(409);

    // When
    CALLS.execute(
        "insert into call_facts (tenant, call_id, fact_id, leg, at, kind, data, received_at)"
            + " values (?, ?, 'leaving-message:lead', 'lead', now(), 'LeavingMessage',"
            + " '{}', now())",
        tenant.value(),
        first);

    // Then
    assertThat(click("+5511987650191").statusCode()).isEqualTo(201);
  }

  @Test
  void shouldGuardEachAgentAndOrganizationByItself() {
    // Given
    click("+5511987650190").then().statusCode(201);

    // When
    Response colleague =
        person.dial(
            Map.of("to", "+5511987650190", "carrier", "telnyx", "agentId", agent + "-2"), null);
    Response repeatedWithKey = keyed("+5511987650191", "guard-" + agent);

    // Then
    assertThat(colleague.statusCode()).isEqualTo(201);
    assertThat(repeatedWithKey.statusCode()).isEqualTo(409);
    CALLS.execute("update calls set status = 'FAILED' where agent_id = ?", agent);
    assertThat(keyed("+5511987650191", "guard-" + agent).statusCode()).isEqualTo(201);
    assertThat(keyed("+5511987650191", "guard-" + agent).statusCode()).isEqualTo(201);
  }

  @Test
  void shouldRefuseANumberOfCallsThatIsNone() {
    // When
    Response answer = admin.request().body(Map.of("callsPerAgent", 101)).put("/api/settings/voice");

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.<String>path("errors[0].field")).isEqualTo("callsPerAgent");
  }

  @Test
  @DisplayName("CALL-212 a click waits for Postgres three times")
  void shouldWaitForPostgresThreeTimes() {
    // Given: statements that are not this process' first
    String first =
        keyed("+5511987650190", "first-" + agent).then().statusCode(201).extract().path("id");
    await("what follows from the first click by itself")
        .until(() -> CALLS.count("call_facts where call_id = ? and kind = 'Accepted'", first) == 1);
    CALLS.execute("update calls set status = 'FAILED' where agent_id = ?", agent);
    RoundTrips trips = new RoundTrips();
    QuarkusMock.installMockForType(
        PgPool.newInstance(trips.watch(io.vertx.pgclient.PgPool.class, pool.getDelegate())),
        PgPool.class);
    String key = "trips-" + agent;

    // When
    Response taken = keyed("+5511987650190", key);

    // Then
    assertThat(taken.statusCode()).isEqualTo(201);
    assertThat(trips.of("insert into idempotency"))
        .as("claims and reads, takes its turn, stores and commits")
        .extracting(List::size)
        .containsExactly(10, 2, 8);
  }

  /** As Postgres sees one: connections of its own. */
  private Pool replica() {
    return Pool.newInstance(database.poolBeside("replica", 6, Duration.ofSeconds(20)));
  }

  /** Asks as a click does, and begins a call where the agent has none. */
  private Uni<Boolean> begins(Pool replica, String call) {
    return new SqlTransactions(replica)
        .inTenant(
            Tenants.AURORA,
            sql ->
                running
                    .lock(sql, Tenants.AURORA, agent, 1, Instant.now())
                    .chain(
                        calls ->
                            calls.isEmpty()
                                ? sql.query(BEGUN, call, agent).replaceWith(true)
                                : Uni.createFrom().item(false)));
  }

  private static Stream<Response> with(List<Response> answers, int status) {
    return answers.stream().filter(answer -> answer.statusCode() == status);
  }

  private Response click(String to) {
    return keyed(to, null);
  }

  private Response keyed(String to, String key) {
    return person.dial(Map.of("to", to, "carrier", carrier(to), "agentId", agent), key);
  }

  /** An agent's calls are counted through whichever carrier they go. */
  private static String carrier(String to) {
    return Character.digit(to.charAt(to.length() - 1), 10) % 2 == 0 ? "twilio" : "telnyx";
  }

  private void allow(int calls) {
    admin.settings(Map.of("callsPerAgent", calls));
  }
}
