package dev.ramal.sandbox.restore;

import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.servers.postgres.PostgresAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Who may do everything at a server of databases. */
record Superuser(PostgresAddress server) {
  static final String OWN_DATABASE = "postgres";

  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(database), server.user(), server.password());
  }

  /** Each by itself, outside of any transaction. */
  void execute(String... statements) {
    try (Connection connection = connect(OWN_DATABASE);
        Statement statement = connection.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    } catch (SQLException e) {
      throw new SandboxFailure("Postgres refused: " + e.getMessage(), e);
    }
  }

  /** The first column of the first row. */
  String ask(String question) {
    try (Connection connection = connect(OWN_DATABASE);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new SandboxFailure("Postgres refused: " + e.getMessage(), e);
    }
  }

  /** As a text of SQL. */
  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
