package dev.ramal.kit.tenancy;

import io.vertx.sqlclient.DatabaseException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** The SQLSTATE that a failure carries, whoever wrapped it. */
public final class SqlState {
  public static final String UNIQUE_VIOLATION = "23505";

  /** Two transactions waited for each other: this one was undone. */
  public static final String DEADLOCK_DETECTED = "40P01";

  /** A lock was waited for longer than {@code lock_timeout}. */
  public static final String LOCK_NOT_AVAILABLE = "55P03";

  /** A statement took longer than {@code statement_timeout}. */
  public static final String QUERY_CANCELED = "57014";

  /**
   * Classes of errors after which Postgres has rolled back: data, constraints, states of
   * transactions, conflicts, statements, limits, objects and functions (appendix A of its manual).
   * Not those of connections (08) and of its end (57P01 to 57P03), also at a commit: it may have
   * been done; nor disks and memory (53, 58, XX).
   */
  private static final Set<String> ROLLED_BACK =
      Set.of("22", "23", "25", "40", "42", "54", "55", "P0");

  private static final String COMPLETION_UNKNOWN = "40003";

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

  /**
   * Whether the failure proves that nothing of its transaction was committed. That it does not says
   * nothing: whoever does something once only has to look.
   */
  public static boolean provesRollback(Throwable failure) {
    return of(failure)
        .filter(state -> !state.equals(COMPLETION_UNKNOWN))
        .filter(
            state -> state.equals(QUERY_CANCELED) || ROLLED_BACK.contains(state.substring(0, 2)))
        .isPresent();
  }
}
