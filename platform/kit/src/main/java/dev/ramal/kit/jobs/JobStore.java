package dev.ramal.kit.jobs;

import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/** The engine's own statements over all organizations. */
final class JobStore {
  /**
   * The oldest due job of each lane, found by the steps of a claim; one row for each account that
   * has any. What is held until somebody resumes it is not late. What waits for the end of a pause,
   * or for another job of its order, has no position: it is known why it does not move.
   */
  static final String OLDEST_DUE =
      """
      with recursive lane as (
        (select tenant, account, priority from jobs where queue = $1 and state = 'WAITING'
         order by tenant, account, priority limit 1)
        union all
        select following.* from lane cross join lateral (
          select n.tenant, n.account, n.priority from jobs n
          where n.queue = $1 and n.state = 'WAITING'
            and (n.tenant, n.account, n.priority) > (lane.tenant, lane.account, lane.priority)
          order by n.tenant, n.account, n.priority limit 1) following
      )
      select lane.tenant, lane.account,
        max(extract(epoch from now() + make_interval(secs => $2::float8) - first.due_at))::float8,
        case when pause.until is null and not exists (select from jobs r
            where r.queue = $1 and r.tenant = lane.tenant and r.state in ('RUNNING', 'ASKING'))
          then (sum(first.seq) filter (where not first.in_order))::bigint end
      from lane cross join lateral (
        select w.seq, w.due_at, w.ordering_key is not null and (
            exists (select from jobs e
              where e.tenant = w.tenant and e.queue = $1 and e.ordering_key = w.ordering_key
                and (e.ordering_key, e.seq) < (w.ordering_key, w.seq) and e.finished_at is null)
            or exists (select from jobs u
              where u.tenant = w.tenant and u.queue = $1 and u.ordering_key = w.ordering_key
                and u.state in (%s) and u.seq <> w.seq)) as in_order
        from jobs w where w.queue = $1 and w.state = 'WAITING'
          and w.tenant = lane.tenant and w.account = lane.account and w.priority = lane.priority
        order by w.due_at, w.seq limit 1) first
      cross join lateral (
        select max(a.paused_until) as until from job_accounts a
        where a.tenant = lane.tenant and a.account = lane.account
          and a.paused_until > now() + make_interval(secs => $2::float8)) pause
      where first.due_at <= now() + make_interval(secs => $2::float8)
        and pause.until is distinct from 'infinity'
      group by lane.tenant, lane.account, pause.until
      """
          .formatted(JobState.wordsHearing(JobEvent.QUESTIONED));

  private static final String DEAD =
      "select count(*) from jobs where queue = $1 and state in ('DEAD', 'ABANDONED')";

  private static final String RELEASE =
      """
      update jobs set state = case state when 'RUNNING' then 'WAITING' else 'UNKNOWN' end,
        leased_by = null, due_at = now() + make_interval(secs => $2::float8)
      where seq = any($1) and leased_by = $3 and state in ('RUNNING', 'ASKING')
      """;

  private static final String PURGE =
      """
      delete from jobs where seq = any(array(select seq from jobs
        where state in (%s) and finished_at < now() + make_interval(secs => $1) limit $2))
      """;

  /** Sorting is the worst choice: what is asked for in an order stands so in an index. */
  static final String OPEN =
      """
      select set_config('app.tenant', '*', true), set_config('enable_sort', 'off', true),
        set_config('enable_bitmapscan', 'off', true)
      """;

  private static final int MOST_AT_ONCE = 5_000;

  private final Pool pool;
  private final Clock clock;
  private final DatabaseTime time;

  /** Unique per process, so that nobody gives back what another one has taken. */
  private final String worker;

  JobStore(Pool pool, Clock clock, String worker) {
    this(pool, clock, new DatabaseTime(clock), worker);
  }

  JobStore(Pool pool, Clock clock, DatabaseTime time, String worker) {
    this.pool = pool;
    this.clock = clock;
    this.time = time;
    this.worker = worker;
  }

  /** Takes what may be sent now; committed before anything leaves this process. */
  Uni<List<Job>> toSend(JobQueue queue, int room) {
    double rate = queue.rate() == null ? 0 : queue.rate().perSecond();
    return claim(ClaimStatement.TO_SEND, queue, room, rate);
  }

  /** Takes what is to be asked about, also what a process left behind. */
  Uni<List<Job>> toAsk(JobQueue queue, int room) {
    return claim(ClaimStatement.TO_ASK, queue, room, 0);
  }

  private Uni<List<Job>> claim(String sql, JobQueue queue, int room, double rate) {
    Instant asOf = clock.instant();
    Tuple arguments =
        Tuple.from(
            List.of(
                queue.name(),
                time.shift(),
                room,
                queue.share(),
                queue.lease().toMillis() / 1_000.0,
                worker,
                rate,
                queue.rate() == null ? 0.0 : queue.rate().burst()));
    Duration half = queue.lease().dividedBy(2);
    return run(sql, arguments)
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> ClaimStatement.read(row, asOf, half))
                    .toList());
  }

  /** Gives back what was taken and not begun. */
  Uni<Void> release(List<Job> jobs) {
    Long[] seqs = jobs.stream().map(Job::seq).toArray(Long[]::new);
    return run(RELEASE, Tuple.of(seqs, time.shift(), worker)).replaceWithVoid();
  }

  /** Those accounts of which a job is due. */
  Uni<List<OldestDue>> oldestDue(String queue) {
    return run(OLDEST_DUE, Tuple.of(queue, time.shift()))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(
                        row ->
                            new OldestDue(
                                TenantId.of(row.getString(0)),
                                row.getString(1),
                                row.getDouble(2),
                                row.getLong(3)))
                    .toList());
  }

  Uni<Long> dead(String queue) {
    return run(DEAD, Tuple.of(queue)).map(rows -> rows.iterator().next().getLong(0));
  }

  Uni<Void> purge(Duration keepEnded, Duration keepDead) {
    return purge("'DONE', 'REFUSED', 'EXPIRED', 'WITHDRAWN'", keepEnded)
        .chain(() -> purge("'DEAD', 'ABANDONED'", keepDead));
  }

  /** In portions, so that no transaction gets long. */
  private Uni<Void> purge(String states, Duration keep) {
    return run(PURGE.formatted(states), Tuple.of(time.shift() - keep.toSeconds(), MOST_AT_ONCE))
        .chain(
            deleted ->
                deleted.rowCount() == MOST_AT_ONCE
                    ? purge(states, keep)
                    : Uni.createFrom().voidItem());
  }

  /** Both travel together: the second is planned after the first was carried out. */
  private Uni<RowSet<Row>> run(String sql, Tuple arguments) {
    return pool.withTransaction(
        connection ->
            Uni.combine()
                .all()
                .unis(
                    connection.query(OPEN).execute(),
                    connection.preparedQuery(sql).execute(arguments))
                .collectFailures()
                .with((opened, rows) -> rows));
  }
}
