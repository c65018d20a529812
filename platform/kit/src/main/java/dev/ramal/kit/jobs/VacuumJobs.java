package dev.ramal.kit.jobs;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Vacuums the jobs as soon as many were taken. A job that was taken leaves its entry in the index
 * by which the next one is found; every claim walks over all that lie there, and autovacuum looks
 * once a minute: at a thousand jobs a second a claim comes to walk over sixty thousand.
 *
 * <p>Locks nothing that anybody who works on jobs needs. Two processes do not do it at one time:
 * who finds it being done leaves it; one that fails is tried again after as many more. What it
 * costs is bounded by the share of the table that must have been taken since.
 */
final class VacuumJobs {
  private static final String STATE =
      """
      select greatest(c.reltuples, 0)::float8 as jobs,
        case when current_setting('server_version_num')::int >= 170000
          then has_table_privilege(c.oid, 'MAINTAIN') else pg_has_role(c.relowner, 'USAGE')
        end as allowed
      from pg_class c where c.oid = 'jobs'::regclass
      """;

  private static final String VACUUM =
      "vacuum (skip_locked, index_cleanup on, truncate off, process_toast off) jobs";

  private final Pool pool;
  private final int after;
  private final double share;
  private final AtomicLong taken = new AtomicLong();
  private final AtomicBoolean busy = new AtomicBoolean();

  /**
   * @param after how many jobs are taken before it pays, however few there are
   * @param share of all jobs, 0 to 1, that must have been taken: indexes are read whole
   */
  VacuumJobs(Pool pool, int after, double share) {
    this.pool = pool;
    this.after = after;
    this.share = share;
  }

  /** So many more entries lie in the way. */
  void taken(int jobs) {
    taken.addAndGet(jobs);
  }

  /** Nothing where too few were taken, or where it is under way. */
  Uni<Void> round() {
    long seen = taken.get();
    if (seen < after || !busy.compareAndSet(false, true)) {
      return Uni.createFrom().voidItem();
    }
    return pool.query(STATE)
        .execute()
        .map(rows -> rows.iterator().next())
        .chain(state -> vacuum(state, seen))
        .onTermination()
        .invoke(() -> busy.set(false));
  }

  private Uni<Void> vacuum(Row state, long seen) {
    if (!state.getBoolean("allowed")) {
      taken.set(0);
      return Uni.createFrom().voidItem();
    }
    if (seen < share * state.getDouble("jobs")) {
      return Uni.createFrom().voidItem();
    }
    taken.addAndGet(-seen);
    return pool.query(VACUUM).execute().replaceWithVoid();
  }
}
