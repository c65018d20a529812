package dev.ramal.messaging.conversations;

import dev.ramal.kit.tenancy.SqlState;
import io.smallrye.mutiny.Uni;

/**
 * Two transactions that begin the thread of one contact at the same time: the second is undone as a
 * whole, and finds the thread when it is repeated. So it goes with one that was undone because both
 * waited for each other.
 */
public final class BegunByTwo {
  private static final int MOST_REPETITIONS = 3;

  private BegunByTwo() {}

  /**
   * @param transaction does the whole work, and again when it is subscribed to again
   */
  public static <T> Uni<T> repeated(Uni<T> transaction) {
    return transaction.onFailure(BegunByTwo::is).retry().atMost(MOST_REPETITIONS);
  }

  private static boolean is(Throwable failure) {
    return SqlState.is(failure, SqlState.UNIQUE_VIOLATION)
        || SqlState.is(failure, SqlState.DEADLOCK_DETECTED);
  }
}
