package dev.ramal.testkit;

import dev.ramal.servers.shared.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Direct SQL as superuser, past row-level security: for assertions and for preparing a case. */
public record Postgres(String database) {
  /** Tests look again and again, and to open a connection takes longer than most looks. */
  private static final Map<String, Deque<Connection>> IDLE = new ConcurrentHashMap<>();

  /** One of calls, messaging, crm, billing, or whatever a test has set up. */
  public static Postgres database(String name) {
    return new Postgres(name);
  }

  /** Rows as column name → value, in order. */
  public List<Map<String, Object>> rows(String sql, Object... arguments) {
    return run(
        sql,
        arguments,
        statement -> {
          List<Map<String, Object>> rows = new ArrayList<>();
          try (ResultSet result = statement.executeQuery()) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
              Map<String, Object> row = new LinkedHashMap<>();
              for (int i = 1; i <= columns; i++) {
                row.put(result.getMetaData().getColumnLabel(i), result.getObject(i));
              }
              rows.add(row);
            }
          }
          return rows;
        });
  }

  /**
   * The first column of the only row.
   *
   * @throws AssertionError when there is not exactly one row
   */
  public Object value(String sql, Object... arguments) {
    List<Map<String, Object>> rows = rows(sql, arguments);
    if (rows.size() != 1) {
      throw new AssertionError("expected one row, found " + rows + " for " + sql);
    }
    return rows.get(0).values().iterator().next();
  }

  /** {@code select count(*) from <table and where>}. */
  public long count(String tableAndWhere, Object... arguments) {
    return ((Number) value("select count(*) from " + tableAndWhere, arguments)).longValue();
  }

  /**
   * @return number of rows touched
   */
  public int execute(String sql, Object... arguments) {
    return run(
        sql,
        arguments,
        statement -> statement.execute() ? 0 : Math.max(0, statement.getUpdateCount()));
  }

  /** A connection of the superuser's own, for a transaction that stays open. */
  public Connection connect() throws SQLException {
    var server = SharedServers.get().postgres();
    Properties settings = new Properties();
    settings.put("user", server.user());
    settings.put("password", server.password());
    // A plan that is kept does not survive a test that changes a table.
    settings.put("prepareThreshold", "0");
    return DriverManager.getConnection(server.jdbcUrl(database), settings);
  }

  private <T> T run(String sql, Object[] arguments, Work<T> work) {
    try {
      Connection connection = idle();
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        for (int i = 0; i < arguments.length; i++) {
          statement.setObject(i + 1, arguments[i]);
        }
        return work.with(statement);
      } finally {
        IDLE.get(database).push(connection);
      }
    } catch (SQLException e) {
      throw new AssertionError("SQL failed in " + database + ": " + sql, e);
    }
  }

  /** One that was used before, unless its database has been made anew since. */
  private Connection idle() throws SQLException {
    Deque<Connection> idle = IDLE.computeIfAbsent(database, name -> new ConcurrentLinkedDeque<>());
    for (Connection known = idle.poll(); known != null; known = idle.poll()) {
      if (known.isValid(5)) {
        return known;
      }
      known.close();
    }
    return connect();
  }

  private interface Work<T> {
    T with(PreparedStatement statement) throws SQLException;
  }
}
