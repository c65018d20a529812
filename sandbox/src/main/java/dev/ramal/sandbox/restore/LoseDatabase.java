package dev.ramal.sandbox.restore;

import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.servers.postgres.PostgresAddress;
import dev.ramal.servers.processes.Waiting;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Somebody drops all tables of a database that is in use. */
final class LoseDatabase {
  private static final int ATTEMPTS = 60;
  private static final Duration PAUSE = Duration.ofMillis(250);

  private LoseDatabase() {}

  /**
   * @return the transaction that did it
   */
  static String of(PostgresAddress server, String database) {
    SQLException last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try (Connection connection = new Superuser(server).connect(database)) {
        connection.setAutoCommit(false);
        return drop(connection);
      } catch (SQLException inUse) {
        // whoever works there holds locks, and is faster
        last = inUse;
        Waiting.pause(PAUSE);
      }
    }
    throw new SandboxFailure("The tables of " + database + " cannot be dropped: " + last, last);
  }

  private static String drop(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local lock_timeout = '2s'");
      String transaction;
      try (ResultSet row = statement.executeQuery("select pg_current_xact_id()::text")) {
        row.next();
        transaction = row.getString(1);
      }
      statement.execute("drop schema public cascade");
      connection.commit();
      return transaction;
    }
  }
}
