package dev.ramal.kit.jobs;

import dev.ramal.kit.jobs.JobSetHandler.Taken;
import dev.ramal.kit.tenancy.GroupCommit;
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
 * alone. Whether it was committed does not matter: what is recorded twice changes nothing.
 */
final class DoneInSets<R> {
  /** A set that is much larger holds its rows for longer than it saves. */
  private static final int MOST = 64;

  private final JobSetHandler<R> handler;
  private final StoreConclusion store;
  private final IntConsumer counts;
  private final GroupCommit<Taken<R>, Void> sets;

  /**
   * @param patience for how long a set is waited for
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
    this.counts = counts;
    this.sets =
        new GroupCommit<>(
            MOST,
            patience,
            null,
            failure -> false,
            taken ->
                transactions
                    .acrossTenants(
                        "outcomes of jobs of every organization", sql -> store(sql, taken))
                    .replaceWith(Collections.nCopies(taken.size(), null)));
  }

  boolean takes(Outcome.Done<R> done) {
    return done.result() != null && handler.isForSets(done.result());
  }

  Uni<Void> record(Job job, Outcome.Done<R> done) {
    return sets.add(new Taken<>(job, done.result()));
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
