package dev.ramal.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ramal.servers.keycloak.RealmFile;
import dev.ramal.servers.postgres.Databases;
import dev.ramal.servers.shared.RunningServers;
import dev.ramal.servers.shared.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How Postgres carries a statement out for a service: as the service's own role, under row-level
 * security, within one organization. It is run, not estimated, both with a plan for these
 * parameters and with one for any: a prepared statement that is used often may get either. What is
 * counted is the worse of the two.
 */
public final class QueryPlan {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<JsonNode> plans;

  private QueryPlan(List<JsonNode> plans) {
    this.plans = plans;
  }

  /**
   * @param sql with {@code $1}, {@code $2}, … for the parameters
   * @param parameters null, or written as text where they are no numbers
   */
  public static QueryPlan of(String database, String tenant, String sql, Object... parameters) {
    RunningServers servers = SharedServers.get();
    try (Connection connection =
            DriverManager.getConnection(
                servers.postgres().jdbcUrl(database),
                Databases.app(database),
                servers.secrets().get(RealmFile.DATABASE_PASSWORD));
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set app.tenant = " + literal(tenant));
      return of(statement, sql, parameters);
    } catch (SQLException e) {
      throw new AssertionError("no plan in " + database + " for " + sql, e);
    }
  }

  /** In the transaction that is open; what the statement changes is undone. */
  static QueryPlan of(Statement statement, String sql, Object... parameters) throws SQLException {
    List<JsonNode> plans = new ArrayList<>();
    for (String mode : List.of("force_custom_plan", "force_generic_plan")) {
      statement.execute("savepoint before_plan");
      statement.execute("set local plan_cache_mode = " + mode);
      statement.execute("prepare planned as " + sql);
      plans.add(explain(statement, parameters));
      statement.execute("deallocate planned");
      statement.execute("rollback to before_plan");
    }
    return new QueryPlan(plans);
  }

  private static JsonNode explain(Statement statement, Object... parameters) throws SQLException {
    String given =
        parameters.length == 0
            ? ""
            : Arrays.stream(parameters)
                .map(QueryPlan::literal)
                .collect(Collectors.joining(", ", "(", ")"));
    String explain = "explain (analyze, buffers, format json) execute planned" + given;
    try (ResultSet result = statement.executeQuery(explain)) {
      result.next();
      return JSON.readTree(result.getString(1)).get(0).get("Plan");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Postgres explains in JSON", e);
    }
  }

  private static String literal(Object value) {
    if (value instanceof Object[] array) {
      return literal(
          Arrays.stream(array).map(QueryPlan::element).collect(Collectors.joining(",", "{", "}")));
    }
    return value == null || value instanceof Number
        ? String.valueOf(value)
        : "'" + value.toString().replace("'", "''") + "'";
  }

  private static String element(Object value) {
    return value == null
        ? "null"
        : '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Indexes that were read. */
  public Set<String> indexes() {
    return named("Index Name", node -> true);
  }

  /** Tables that were read from one end to the other. */
  public Set<String> scannedWhole() {
    return named("Relation Name", node -> node.get("Node Type").asText().endsWith("Seq Scan"));
  }

  /** Rows that were read for nothing. */
  public long removed() {
    return worst(
        plan ->
            nodes(plan)
                .mapToLong(
                    node ->
                        loops(node)
                            * (node.path("Rows Removed by Filter").asLong()
                                + node.path("Rows Removed by Join Filter").asLong()))
                .sum());
  }

  /** Pages that were looked at, the same one again each time. */
  public long pages() {
    return worst(
        plan -> plan.path("Shared Hit Blocks").asLong() + plan.path("Shared Read Blocks").asLong());
  }

  private long worst(ToLongFunction<JsonNode> measure) {
    return plans.stream().mapToLong(measure).max().orElseThrow();
  }

  private Set<String> named(String field, Predicate<JsonNode> which) {
    return plans.stream()
        .flatMap(QueryPlan::nodes)
        .filter(node -> node.has(field) && which.test(node))
        .map(node -> node.get(field).asText())
        .collect(Collectors.toSet());
  }

  private static Stream<JsonNode> nodes(JsonNode plan) {
    return plan.findParents("Node Type").stream();
  }

  private static long loops(JsonNode node) {
    return node.path("Actual Loops").asLong(1);
  }

  @Override
  public String toString() {
    return plans.stream().map(JsonNode::toPrettyString).collect(Collectors.joining("\n"));
  }
}
