package dev.ramal.bench.queue;

import dev.ramal.bench.load.JsonApi;
import dev.ramal.bench.load.Organizations;
import dev.ramal.bench.room.People;
import dev.ramal.bench.room.Room;
import dev.ramal.events.TenantId;
import dev.ramal.servers.processes.ServerFailure;
import dev.ramal.servers.processes.Waiting;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** An organization's queue: people call it, agents are entered and get free. */
final class QueueOfCallers {
  private static final String NUMBER = "+551130001000";
  private static final String ACCOUNT = "AC00000000000000000000000000000001";
  private static final int AT_A_TIME = 8;
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String WAITING =
      "select call_id from waiting_callers where tenant = '%s' order by since, call_id";

  private static final String OFFERS =
      """
      select f.call_id, c.agent_id from call_facts f
      join calls c on c.tenant = f.tenant and c.id = f.call_id
      where f.tenant = '%s' and f.kind = 'Offered' order by f.received_at, c.requested_at
      """;

  private final Room room;
  private final String database;
  private final JsonApi api;
  private final String admin;
  private final String connection;

  QueueOfCallers(Room room, String database) {
    this.room = room;
    this.database = database;
    People people = room.servers().people();
    admin = people.token("carla");
    api = new JsonApi(room.service("call-service").url());
    connection =
        api.post(
                "/api/carriers",
                admin,
                new JsonObject()
                    .put("carrier", "twilio")
                    .put("accountSid", ACCOUNT)
                    .put("authToken", "0123456789abcdef0123456789abcdef")
                    .put("numbers", new JsonArray().add(NUMBER)))
            .getString("id");
    api.put(
        "/api/settings/inbound",
        admin,
        new JsonObject()
            .put("enabled", true)
            .put("queue", true)
            .put("ringSeconds", 120)
            .put("waitSeconds", 3600));
  }

  /**
   * A caller who was offered to an agent.
   *
   * @param agent its number, from 0
   */
  record Offer(String call, int agent) {}

  void enterAgents(int agents) {
    for (int first = 0; first < agents; first += AT_A_TIME) {
      IntStream.range(first, Math.min(first + AT_A_TIME, agents))
          .mapToObj(
              n ->
                  api.later(
                      "POST",
                      "/api/agents",
                      admin,
                      new JsonObject()
                          .put("userId", "agent-" + n)
                          .put("name", "Agente " + n)
                          .put("endpoint", "phone")
                          .put("phone", "+55119%08d".formatted(88_000_000 + n))))
          .toList()
          .forEach(CompletableFuture::join);
    }
  }

  /** Returns when all of them wait. */
  void fill(int callers) {
    new ArrivingCallers(TenantId.of(Organizations.WITH_PEOPLE), connection, NUMBER)
        .call(room.bootstrapServers(), callers);
    if (!Waiting.until(() -> order().size() >= callers, LOOK, PATIENCE)) {
      throw new ServerFailure("only %d of %d callers wait".formatted(order().size(), callers));
    }
  }

  /** Those who wait, who came first first. */
  List<String> order() {
    return rows(WAITING).stream().map(row -> row[0]).toList();
  }

  CompletableFuture<String> free(int agent) {
    return api.later(
        "PUT",
        "/api/agents/agent-" + agent + "/status",
        admin,
        new JsonObject().put("status", "available"));
  }

  /** In the order in which they were made; those of one transaction in the callers' order. */
  List<Offer> offers() {
    return rows(OFFERS).stream()
        .map(row -> new Offer(row[0], Integer.parseInt(row[1].replace("agent-", ""))))
        .toList();
  }

  private List<String[]> rows(String sql) {
    try (Connection superuser = room.superuser(database);
        Statement statement = superuser.createStatement();
        ResultSet found = statement.executeQuery(sql.formatted(Organizations.WITH_PEOPLE))) {
      List<String[]> rows = new ArrayList<>();
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        String[] row = new String[columns];
        for (int i = 0; i < columns; i++) {
          row[i] = found.getString(i + 1);
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new ServerFailure("Postgres refused to tell of the queue: " + e.getMessage(), e);
    }
  }
}
