package dev.ramal.kit.tenancy;

import io.vertx.sqlclient.DatabaseException;
import java.sql.SQLException;
import java.util.Optional;

/** The SQLSTATE that a failure carries, whoever wrapped it. */
public final class SqlState {
  public static final String UNIQUE_VIOLATION = "23505";

  /** Two transactions waited for each other: this one was undone. */
  public static final String DEADLOCK_DETECTED = "40P01";

  /** A lock was waited for longer than {@code lock_timeout}. */
  public static final String LOCK_NOT_AVAILABLE = "55P03";

  /** A statement took longer than {@code statement_timeout}. */
  public static final String QUERY_CANCELED = "57014";

  private SqlState() {}

  /** Five characters as Postgres gives them; empty when the failure is not Postgres's answer. */
  public static Optional<String> of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return Optional.of(sql.getSQLState());
      }
      if (cause instanceof DatabaseException database && database.getSqlState() != null) {
        return Optional.of(database.getSqlState());
      }
    }
    return Optional.empty();
  }

  public static boolean is(Throwable failure, String state) {
    return of(failure).filter(state::equals).isPresent();
  }
}
