package dev.ramal.kit.jobs;

import dev.ramal.kit.tenancy.GroupCommit;
import dev.ramal.kit.tenancy.SqlTransaction;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * The owner of a queue through which so much goes that what the other side took is recorded in
 * sets: one transaction for jobs of any organizations, with the statements of one.
 *
 * <p>A set that cannot be stored is recorded one by one, as for any other queue.
 */
public interface JobSetHandler<R> extends JobHandler<R> {
  /**
   * What the other side took.
   *
   * @param result what it gave in return
   */
  record Taken<R>(Job job, R result) {}

  /** Whether this is recorded in sets; whatever else comes of a job is recorded alone. */
  boolean isForSets(R result);

  /**
   * Stores what {@link #done} stores of one, for several at once; also of those whose conclusion is
   * not the first about their attempt, for which it is {@link #doneLate}. Each statement names the
   * organization of each row. Others wait for the set: what somebody else holds is not waited for,
   * but failed with as {@link GroupCommit.HeldElsewhere}, and comes again a moment later.
   *
   * @param conclude stores where the jobs stand; to be subscribed to once, behind the statement
   *     that locks what they are about
   */
  Uni<Void> doneAll(SqlTransaction sql, List<Taken<R>> taken, Uni<Void> conclude);
}
