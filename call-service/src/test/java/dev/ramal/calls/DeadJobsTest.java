package dev.ramal.calls;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.notNullValue;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.LeadUp;
import dev.ramal.calls.fixtures.Talking;
import dev.ramal.events.Carrier;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.fixtures.Simulator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
class DeadJobsTest {
  private static final String DEAD_JOBS = "/api/calls/dead-jobs";

  private final CallApi carla = CallApi.as("carla");
  private final CallApi olga = CallApi.as("olga");
  private final CallApi bia = CallApi.as("bia");
  private final Postgres calls = Postgres.database("calls");

  @BeforeEach
  void connect() {
    Connections.twilio("carla");
    Connections.telnyx("bia");
    clear();
  }

  @AfterEach
  void clear() {
    calls.execute("delete from jobs where state in ('DEAD', 'ABANDONED')");
  }

  @Test
  @DisplayName("CALL-91 work that was given up is listed by pages, to its organization alone")
  void shouldListByPagesWithinTheOrganization() {
    // Given
    String first = dead("aurora", "recordings", 3);
    String second = dead("aurora", "carrier-commands", 2);
    String third = dead("aurora", "recordings", 1);
    dead("boreal", "recordings", 0);

    // When
    String next =
        carla
            .request()
            .get(DEAD_JOBS + "?limit=2")
            .then()
            .statusCode(200)
            .body("items.id", contains(third, second))
            .body("items[0].state", equalTo("dead"))
            .body("items[0].reason", equalTo("down"))
            .extract()
            .path("next");

    // Then
    olga.request()
        .get(DEAD_JOBS + "?limit=2&cursor=" + next)
        .then()
        .body("items.id", contains(first))
        .body("next", equalTo(null));
    carla
        .request()
        .get(DEAD_JOBS + "?queue=recordings")
        .then()
        .body("items.id", contains(third, first));
    carla.request().get(DEAD_JOBS + "?queue=no-such").then().body("items", empty());
    bia.request().post(DEAD_JOBS + "/" + first + "/redrive").then().statusCode(404);
    assertThat(state(first)).isEqualTo("DEAD");
  }

  @Test
  @DisplayName("CALL-92 who does not repair flows neither reads nor redrives what was given up")
  void shouldLetOnlyAdministratorsAndOperatorsIn() {
    // Given
    String job = dead("aurora", "recording-erasures", 1);

    // Then
    for (String other : new String[] {"ana", "bruno", "davi", "vera"}) {
      CallApi.as(other).request().get(DEAD_JOBS).then().statusCode(403);
      CallApi.as(other).request().post(DEAD_JOBS + "/" + job + "/redrive").then().statusCode(403);
    }
    given().get(DEAD_JOBS).then().statusCode(401);
    given().post(DEAD_JOBS + "/" + job + "/redrive").then().statusCode(401);
    olga.request().post(DEAD_JOBS + "/" + job + "/redrive").then().statusCode(202);
  }

  @ParameterizedTest
  @CsvSource({"twilio, ana, carla", "telnyx, breno, bia"})
  @DisplayName("CALL-93 a dead hang-up is sent again, once, and is heard")
  void shouldHangUpAgain(Carrier carrier, String user, String admin) {
    // Given
    CallApi person = CallApi.as(user);
    String call = person.dials(Map.of("to", "+5511987650093", "carrier", carrier.wire()));
    String agent = person.awaitLeg(call, "agent");
    Simulator.fault("status", carrier.wire(), "alls/" + agent, 1, Map.of("status", 400));
    person.request().post("/api/calls/" + call + "/hangup").then().statusCode(200);
    String job = buried(call, "HANG_UP", "REFUSED");
    boolean survived = Talking.isUp(carrier, agent);

    // When
    CallApi.as(admin)
        .request()
        .post(DEAD_JOBS + "/" + job + "/redrive")
        .then()
        .statusCode(202)
        .body("kind", equalTo("HANG_UP"))
        .body("subject", equalTo(call));

    // Then
    await().until(() -> "DONE".equals(state(job)));
    assertThat(survived).isTrue();
    assertThat(Talking.isUp(carrier, agent)).isFalse();
    assertThat(hangUps(carrier, agent))
        .hasSize(2)
        .as("Telnyx drops for a minute what comes under an id that it has seen")
        .noneMatch(post -> post.contains("command_id"));
    CallApi.as(admin)
        .request()
        .post(DEAD_JOBS + "/" + job + "/redrive")
        .then()
        .statusCode(404)
        .body("code", equalTo("RAMAL-0461"));
  }

  @ParameterizedTest
  @CsvSource({"twilio, ana, carla", "telnyx, breno, bia"})
  @DisplayName("CALL-94 nobody is dialled again because a dead dial is redriven")
  void shouldNotDialAgain(Carrier carrier, String user, String admin) {
    // Given
    CallApi person = CallApi.as(user);
    String call = person.dials(Map.of("to", "+5511987650094", "carrier", carrier.wire()));
    String agent = person.awaitLeg(call, "agent");
    String job = buried(call, "DIAL", "DONE");

    // When
    CallApi.as(admin)
        .request()
        .post(DEAD_JOBS + "/" + job + "/redrive")
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("code", equalTo("RAMAL-0462"))
        .body("detail", containsString("POST /api/calls"));

    // Then
    assertThat(state(job)).isEqualTo("DEAD");
    assertThat(person.awaitLeg(call, "agent")).isEqualTo(agent);
  }

  @Test
  @DisplayName("CALL-95 the OpenAPI document names what was given up and its problems")
  void shouldDescribeDeadJobs() {
    // When
    var document = given().queryParam("format", "json").get("/q/openapi").then();

    // Then
    document
        .statusCode(200)
        .body(
            "paths.'" + DEAD_JOBS + "'.get.responses.'200'.content.'application/json'.schema",
            notNullValue())
        .body("paths.'" + DEAD_JOBS + "/{id}/redrive'.post.responses", hasKey("202"))
        .body("paths.'" + DEAD_JOBS + "/{id}/redrive'.post.responses", hasKey("409"));
  }

  private String dead(String tenant, String queue, int minutesAgo) {
    String id = UuidV7.next().toString();
    calls.execute(
        "insert into jobs (id, tenant, queue, kind, subject, account, priority, payload, state,"
            + " attempt, failure_text, due_at, created_at, opened_at, finished_at) values"
            + " (?, ?, ?, 'K', 's', '', 1, '{}', 'DEAD', 3, 'down', now(), now(), now(),"
            + " now() - make_interval(mins => ?))",
        id,
        tenant,
        queue,
        minutesAgo);
    return id;
  }

  /** What the carrier was told to end a leg, in its order. */
  private static List<String> hangUps(Carrier carrier, String leg) {
    return carrier.equals(Carrier.TWILIO)
        ? Simulator.posts("twilio", "/Calls/" + leg, "Status")
        : LeadUp.commands("hangup", leg);
  }

  /** A job that has come to an end, as if it had been tried too often. */
  private String buried(String call, String kind, String end) {
    await().until(() -> jobOf(call, kind) != null);
    String job = jobOf(call, kind);
    await().until(() -> end.equals(state(job)));
    calls.execute("update jobs set state = 'DEAD' where id = ?", job);
    return job;
  }

  private String jobOf(String call, String kind) {
    return (String)
        calls.value("select id from jobs where subject = ? and kind = ? limit 1", call, kind);
  }

  private Object state(String job) {
    return calls.value("select state from jobs where id = ?", job);
  }
}
