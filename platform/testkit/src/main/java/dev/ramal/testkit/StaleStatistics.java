package dev.ramal.testkit;

import dev.ramal.servers.postgres.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tables that are full while Postgres believes them to be nearly empty, as after a burst: what it
 * knows of a table is up to a minute old. All of it happens in one transaction, which is undone.
 */
public final class StaleStatistics implements AutoCloseable {
  /** Rows of a full table. */
  public static final int ROWS = 20_000;

  private final Connection connection;
  private final Statement statement;
  private final String role;
  private final List<String> filled = new ArrayList<>();

  private StaleStatistics(String database, Map<String, String> settings) throws SQLException {
    role = Databases.app(database);
    connection = Postgres.database(database).connect();
    connection.setAutoCommit(false);
    statement = connection.createStatement();
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      statement.execute("set local " + setting.getKey() + " = " + setting.getValue());
    }
    statement.execute("set local app.tenant = '*'");
  }

  /**
   * @param settings with which a service opens its connections
   */
  public static StaleStatistics in(String database, Map<String, String> settings) {
    try {
      return new StaleStatistics(database, settings);
    } catch (SQLException e) {
      throw new AssertionError("no connection to " + database, e);
    }
  }

  /** Further settings, of a statement's own transaction. */
  public StaleStatistics with(String statements) {
    return run(statements);
  }

  /**
   * A queue that was looked at when all its rows were gone and its pages were still there.
   *
   * @param rows fills it: an insert from {@code generate_series(1, %d) as n}
   */
  public StaleStatistics emptied(String table, String rows) {
    return fill(table, rows, "reltuples = 0, relpages = 1000");
  }

  /**
   * A table that was looked at when it had its first rows. What was undone before lies in its
   * indexes still, and what is believed of them since is no state that such a table comes to.
   */
  public StaleStatistics grown(String table, String rows) {
    fill(table, rows, "reltuples = 5, relpages = 1");
    return run(
        "update pg_class set reltuples = 0, relpages = 0 where oid in"
            + " (select indexrelid from pg_index where indrelid = '"
            + table
            + "'::regclass)");
  }

  private StaleStatistics fill(String table, String rows, String believed) {
    filled.add(table);
    run(rows.formatted(ROWS));
    run("update pg_class set " + believed + " where oid = '" + table + "'::regclass");
    return run("delete from pg_statistic where starelid = '" + table + "'::regclass");
  }

  /** How the service's role carries a statement out; see {@link QueryPlan#of}. */
  public QueryPlan plan(String sql, Object... parameters) {
    run("set local role " + role);
    try {
      return QueryPlan.of(statement, sql, parameters);
    } catch (SQLException e) {
      throw new AssertionError("no plan for " + sql, e);
    } finally {
      run("reset role");
    }
  }

  private StaleStatistics run(String sql) {
    try {
      statement.execute(sql);
      return this;
    } catch (SQLException e) {
      throw new AssertionError("SQL failed: " + sql, e);
    }
  }

  /** What was undone would otherwise lie in the way of the next one. */
  @Override
  public void close() {
    try (connection) {
      connection.rollback();
      connection.setAutoCommit(true);
      for (String table : filled) {
        statement.execute("vacuum " + table);
      }
    } catch (SQLException e) {
      throw new AssertionError("nothing to undo", e);
    }
  }
}
