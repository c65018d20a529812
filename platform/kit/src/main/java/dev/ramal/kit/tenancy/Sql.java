package dev.ramal.kit.tenancy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;

/**
 * Statements inside one transaction, as Postgres takes them ({@code $1}), for work in sets: one
 * statement for many rows. Statements that are subscribed to without waiting for each other travel
 * together and are carried out in the order in which they were subscribed to.
 */
public interface Sql {
  /**
   * @param parameters scalars, or arrays for {@code unnest} (see {@link Columns})
   * @return the rows that the statement returns; empty for one that returns none
   */
  Uni<List<SqlRow>> query(String sql, Object... parameters);

  /**
   * Does something once the transaction has committed: once, however often it is asked for. Not
   * done when the transaction is rolled back or this process ends.
   */
  void afterCommit(Runnable action);

  /**
   * Lets each statement that follows in this transaction take so long, where the usual limit
   * ({@code ramal.database.statement-timeout}) is too short; shorter than {@code server-silence}.
   */
  default Uni<Void> allow(Duration longest) {
    return query("select set_config('statement_timeout', $1, true)", "" + longest.toMillis())
        .replaceWithVoid();
  }

  /**
   * The transaction of a session, for whoever changes rows in sets while others use entities. What
   * the session holds unsaved must be flushed before; entities that were read do not see what the
   * statements change.
   */
  static Sql of(Mutiny.Session session) {
    return new SqlOfSession(
        ((MutinySessionImpl) session).getReactiveConnection(), AfterCommit.ofContext());
  }

  /**
   * Sends the statements together and waits for all of them.
   *
   * @return fails with the first failure, after all have ended
   */
  static Uni<Void> together(List<Uni<?>> statements) {
    if (statements.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<Uni<Throwable>> ends = new ArrayList<>();
    for (Uni<?> statement : statements) {
      ends.add(
          statement
              .map(ignored -> (Throwable) null)
              .onFailure()
              .recoverWithItem(failure -> failure));
    }
    return Uni.join()
        .all(ends)
        .andFailFast()
        .invoke(
            Unchecked.consumer(
                failures -> {
                  for (Throwable failure : failures) {
                    if (failure != null) {
                      throw asException(failure);
                    }
                  }
                }))
        .replaceWithVoid();
  }

  private static Exception asException(Throwable failure) {
    return failure instanceof Exception exception ? exception : new IllegalStateException(failure);
  }
}
