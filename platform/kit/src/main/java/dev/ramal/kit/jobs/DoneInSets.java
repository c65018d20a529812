package dev.ramal.kit.jobs;

import dev.ramal.kit.jobs.JobSetHandler.Taken;
import dev.ramal.kit.tenancy.GroupCommit;
import dev.ramal.kit.tenancy.GroupCommit.HeldElsewhere;
import dev.ramal.kit.tenancy.SqlTransaction;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Records what the other side took, many jobs of any organizations with one transaction.
 *
 * <p>Failure policy: a set that is not stored fails for each of its jobs, which are then recorded
 * alone. Whether it was committed does not matter: what is recorded twice changes nothing. What
 * somebody else holds is left out, and tried again without a connection that waits for it.
 */
final class DoneInSets<R> {
  /** A set that is much larger holds its rows for longer than it saves. */
  private static final int MOST = 64;

  /** For a lock in a set, for which others wait as well. */
  static final Duration LOCK = Duration.ofMillis(500);

  private static final Duration FIRST_LOOK = Duration.ofMillis(10);
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

  private final JobSetHandler<R> handler;
  private final StoreConclusion store;
  private final Duration patience;
  private final IntConsumer counts;
  private final GroupCommit<Taken<R>, Void> sets;

  /**
   * @param patience for how long a set is waited for, and what somebody else holds
   * @param counts hears of how many jobs this was the first conclusion
   */
  DoneInSets(
      JobSetHandler<R> handler,
      SqlTransactions transactions,
      StoreConclusion store,
      Duration patience,
      IntConsumer counts) {
    this.handler = handler;
    this.store = store;
    this.patience = patience;
    this.counts = counts;
    this.sets =
        new GroupCommit<>(
            MOST,
            patience,
            null,
            null,
            failure -> false,
            taken ->
                transactions
                    .acrossTenants(
                        "outcomes of jobs of every organization", LOCK, sql -> store(sql, taken))
                    .replaceWith(Collections.nCopies(taken.size(), null)));
  }

  boolean takes(Outcome.Done<R> done) {
    return done.result() != null && handler.isForSets(done.result());
  }

  Uni<Void> record(Job job, Outcome.Done<R> done) {
    return sets.add(new Taken<>(job, done.result()))
        .onFailure(HeldElsewhere.class)
        .retry()
        .withBackOff(FIRST_LOOK, LONGEST_LOOK)
        .expireIn(patience.toMillis());
  }

  private Uni<Void> store(SqlTransaction sql, List<Taken<R>> taken) {
    Uni<Void> conclude =
        store
            .done(sql, taken.stream().map(Taken::job).toList())
            .invoke(first -> sql.afterCommit(() -> counts.accept(first)))
            .replaceWithVoid();
    return handler.doneAll(sql, taken, conclude);
  }
}
