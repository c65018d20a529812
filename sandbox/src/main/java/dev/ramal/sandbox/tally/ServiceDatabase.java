package dev.ramal.sandbox.tally;

import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.SandboxStatus.DatabaseStatus;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/**
 * The database of a service, read as that service's own role, for all organizations.
 *
 * @param of where it is now
 */
public record ServiceDatabase(DatabaseStatus of) {
  private static final String ALL = "select set_config('app.tenant', '*', false)";

  /** The first column of the first row. */
  public long count(String sql) {
    return counts("select 'all', total from (" + sql + ") counted (total)").getOrDefault("all", 0L);
  }

  /** Rows of a text and a number. */
  public Map<String, Long> counts(String sql) {
    try (Connection connection =
            DriverManager.getConnection(of.jdbcUrl(), of.user(), of.password());
        Statement statement = connection.createStatement()) {
      statement.execute(ALL);
      Map<String, Long> counts = new TreeMap<>();
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          counts.put(rows.getString(1), rows.getLong(2));
        }
      }
      return counts;
    } catch (SQLException e) {
      throw new SandboxFailure("A database does not answer: " + e.getMessage(), e);
    }
  }
}
