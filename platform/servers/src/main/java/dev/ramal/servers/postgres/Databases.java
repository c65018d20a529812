package dev.ramal.servers.postgres;

import dev.ramal.servers.processes.ServerFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The database of a service and its two roles: {@code <name>_owner} migrates, {@code <name>_app}
 * works and is subject to row-level security.
 *
 * @param rolePassword of both roles
 */
public record Databases(PostgresAddress postgres, String rolePassword) {
  public static String owner(String database) {
    return database + "_owner";
  }

  public static String app(String database) {
    return database + "_app";
  }

  /** Leaves an existing database as it is. */
  public void ensure(String database) {
    run(
        statement -> {
          ensureRoles(statement, database);
          if (!exists(statement, "pg_database where datname", database)) {
            statement.execute("create database " + database + " owner " + owner(database));
          }
        });
  }

  /** Drops what is there, whoever is connected to it. */
  public void recreate(String database) {
    run(
        statement -> {
          ensureRoles(statement, database);
          statement.execute("drop database if exists " + database + " with (force)");
          statement.execute("create database " + database + " owner " + owner(database));
        });
  }

  private void ensureRoles(Statement statement, String database) throws SQLException {
    for (String role : new String[] {owner(database), app(database)}) {
      boolean there = exists(statement, "pg_roles where rolname", role);
      statement.execute(
          (there ? "alter" : "create")
              + " role "
              + role
              + " login nosuperuser nobypassrls password '"
              + rolePassword.replace("'", "''")
              + "'");
    }
  }

  private static boolean exists(Statement statement, String where, String name)
      throws SQLException {
    try (ResultSet row = statement.executeQuery("select 1 from " + where + " = '" + name + "'")) {
      return row.next();
    }
  }

  private void run(Work work) {
    try (Connection connection =
            DriverManager.getConnection(
                postgres.jdbcUrl("postgres"), postgres.user(), postgres.password());
        Statement statement = connection.createStatement()) {
      work.with(statement);
    } catch (SQLException e) {
      throw new ServerFailure("Postgres refused: " + e.getMessage(), e);
    }
  }

  private interface Work {
    void with(Statement statement) throws SQLException;
  }
}
