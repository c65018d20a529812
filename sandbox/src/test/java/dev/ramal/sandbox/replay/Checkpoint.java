package dev.ramal.sandbox.replay;

import dev.ramal.sandbox.state.SandboxStatus;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What services have in their databases at one moment, kept beside it, so that the same day can
 * happen again to services that have never heard of it. Done as the superuser of the sandbox's
 * Postgres: nobody else may empty a ledger.
 */
final class Checkpoint {
  private static final List<String> SERVICES =
      List.of("call-service", "messaging-service", "billing-service");
  private static final String SUPERUSER = "postgres";
  private static final String DEADLOCK = "40P01";
  private static final int ATTEMPTS = 10;

  /** Times at which a service looks after something that stands still. */
  private static final String JOBS =
      "update public.jobs set due_at = due_at + make_interval(secs => %d)";

  private static final String CALLS =
      "update public.calls set checked_at = checked_at + make_interval(secs => %d)";

  private final SandboxStatus status;
  private Instant taken;

  Checkpoint(SandboxStatus status) {
    this.status = status;
  }

  /** Nothing may be under way. */
  void take() throws SQLException {
    for (String service : SERVICES) {
      try (Connection database = connection(service);
          Statement statement = database.createStatement()) {
        statement.execute("drop schema if exists checkpoint cascade; create schema checkpoint");
        for (String table : tables(statement)) {
          statement.execute(
              "create table checkpoint.%1$s as select * from public.%1$s".formatted(table));
        }
      }
    }
    taken = Instant.now();
  }

  /**
   * Nothing may be under way. What is looked after when it has stood still for a time has not stood
   * still since: what happens anew may take as long as it did the first time.
   */
  void restore() throws SQLException {
    for (String service : SERVICES) {
      try (Connection database = connection(service)) {
        restore(database, service.equals("call-service") ? List.of(JOBS, CALLS) : List.of(JOBS), 1);
      }
    }
  }

  /** Clocks of the services go on: whoever holds a lock at this moment lets go of it. */
  private void restore(Connection database, List<String> clocks, int attempt) throws SQLException {
    database.setAutoCommit(false);
    try (Statement statement = database.createStatement()) {
      statement.execute("set local session_replication_role = replica");
      List<String> tables = tables(statement);
      statement.execute(
          tables.stream()
              .map(table -> "public." + table)
              .collect(Collectors.joining(", ", "truncate ", "")));
      for (String table : tables) {
        String columns = columns(statement, table);
        statement.execute(
            "insert into public.%1$s (%2$s) overriding system value select %2$s from checkpoint.%1$s"
                .formatted(table, columns));
      }
      long since = Duration.between(taken, Instant.now()).toSeconds();
      for (String clock : clocks) {
        statement.execute(clock.formatted(since));
      }
      database.commit();
    } catch (SQLException e) {
      database.rollback();
      if (!DEADLOCK.equals(e.getSQLState()) || attempt == ATTEMPTS) {
        throw e;
      }
      restore(database, clocks, attempt + 1);
    }
  }

  /** How many rows wait to be published, or for a call that has not begun. */
  long waiting() throws SQLException {
    long rows = count("call-service", "parked_facts");
    for (String service : SERVICES) {
      rows += count(service, "outbox");
    }
    return rows;
  }

  /** Rows of one column of texts, or of several with a space between. */
  List<String> read(String service, String sql) throws SQLException {
    try (Connection database = connection(service);
        Statement statement = database.createStatement()) {
      return texts(statement, sql);
    }
  }

  void execute(String service, String sql) throws SQLException {
    try (Connection database = connection(service);
        Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  private long count(String service, String table) throws SQLException {
    return Long.parseLong(read(service, "select count(*) from " + table).get(0));
  }

  private Connection connection(String service) throws SQLException {
    return DriverManager.getConnection(
        status.postgres().get(service).jdbcUrl(), SUPERUSER, SUPERUSER);
  }

  private static List<String> tables(Statement statement) throws SQLException {
    return texts(
        statement,
        "select tablename from pg_tables where schemaname = 'public'"
            + " and tablename not like 'flyway%' order by 1");
  }

  private static String columns(Statement statement, String table) throws SQLException {
    return texts(
            statement,
            "select attname from pg_attribute where attrelid = 'public."
                + table
                + "'::regclass and attnum > 0 and not attisdropped and attgenerated = ''"
                + " order by attnum")
        .stream()
        .map(name -> '"' + name + '"')
        .collect(Collectors.joining(", "));
  }

  private static List<String> texts(Statement statement, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
