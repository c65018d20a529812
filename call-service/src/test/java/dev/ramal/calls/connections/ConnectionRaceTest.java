package dev.ramal.calls.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.EnteredAgents;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.fixtures.Simulator;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
@DisplayName("CALL-230 of a click and a deletion of its account in the same moment one waits")
class ConnectionRaceTest {
  private static final Postgres CALLS = Postgres.database("calls");

  private final CallApi carla = CallApi.as("carla");
  private final CallApi bruno = CallApi.as("bruno");
  private final String agent = "racing-" + UUID.randomUUID();
  private String account;

  @BeforeEach
  void connect() {
    Connections.twilio("carla");
    carla.settings(Map.of("callsPerAgent", 1));
    EnteredAgents.of("aurora", agent);
    account = connected();
  }

  @AfterEach
  void undo() {
    carla.settings(Map.of("callsPerAgent", 0));
    CALLS.execute("update carrier_connections set enabled = false where id = ?", account);
  }

  @Test
  void shouldNotDeleteTheAccountThatAClickHasTaken() throws SQLException {
    try (Connection other =
        begun(
            "select pg_advisory_xact_lock("
                + "hashtext('running_calls'), hashtext('aurora:"
                + agent
                + "'))")) {
      // Given
      CompletableFuture<Response> click = CompletableFuture.supplyAsync(this::click);
      awaitWaiting("pg_advisory_xact_lock");

      // When
      CompletableFuture<Response> deletion = CompletableFuture.supplyAsync(this::delete);
      awaitWaiting("carrier_connections");
      other.commit();

      // Then
      assertThat(click.join().statusCode()).isEqualTo(201);
      assertThat(usedBy(click.join())).isEqualTo(account);
      assertThat(deletion.join().statusCode()).isEqualTo(409);
      assertThat(deletion.join().<String>path("code")).isEqualTo("CALLS-0206");
    }
  }

  @Test
  void shouldNotTakeAnAccountThatIsBeingDeleted() throws SQLException {
    try (Connection other =
        begun(
            "update carrier_connections set enabled = false, deleted_at = now() where id = '"
                + account
                + "'")) {
      // When
      CompletableFuture<Response> click = CompletableFuture.supplyAsync(this::click);
      awaitWaiting("carrier_connections");
      other.commit();

      // Then
      assertThat(click.join().statusCode()).isEqualTo(201);
      assertThat(usedBy(click.join())).isNotEqualTo(account);
    }
  }

  private Response click() {
    return bruno.dial(Map.of("to", "+5511987650230", "carrier", "twilio", "agentId", agent), null);
  }

  private Response delete() {
    return carla.request().delete("/api/carriers/" + account);
  }

  private static String usedBy(Response click) {
    return (String)
        CALLS.value("select connection_id from calls where id = ?", click.<String>path("id"));
  }

  /** A transaction of somebody else's that has done something and stays open. */
  private static Connection begun(String sql) throws SQLException {
    Connection other = CALLS.connect();
    other.setAutoCommit(false);
    try (Statement statement = other.createStatement()) {
      statement.execute(sql);
    }
    return other;
  }

  private static void awaitWaiting(String what) {
    await()
        .until(
            () ->
                CALLS.count(
                        "pg_stat_activity where datname = current_database()"
                            + " and wait_event_type = 'Lock' and query like '%' || ? || '%'",
                        what)
                    > 0);
  }

  /** The newest of the organization's: the one that a click takes. */
  private String connected() {
    String sid = "AC" + UUID.randomUUID().toString().replace("-", "");
    String token = UUID.randomUUID().toString().replace("-", "");
    Simulator.twilioAccount(sid, token, Connections.NUMBER);
    return carla
        .request()
        .body(
            Map.of(
                "carrier",
                "twilio",
                "accountSid",
                sid,
                "authToken",
                token,
                "numbers",
                List.of(Connections.NUMBER)))
        .post("/api/carriers")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }
}
