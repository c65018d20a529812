package dev.ramal.kit.jobs;

import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** Stores where a job stands now, unless somebody else has concluded about this attempt before. */
final class StoreConclusion {
  private static final String OF_THE_ATTEMPT =
      """
      where tenant = $1 and seq = $2 and attempt = coalesce($3::int, attempt) and state in (%s)
      returning 1
      """;

  private static final String CONCLUDE =
      """
      update jobs set state = $4, leased_by = null, failures = $5, questions = $6,
        failure_code = $7, failure_text = $8,
        due_at = now() + make_interval(secs => $9::float8 + $10::float8),
        finished_at = case when $11::boolean then now() + make_interval(secs => $9::float8) end,
        send_before = send_before + make_interval(secs => $12::float8)
      """
          + OF_THE_ATTEMPT;

  private static final String FORGET = "delete from jobs " + OF_THE_ATTEMPT;

  private static final String OPEN_OF_SET =
      """
      where seq = any(array(select open.seq from unnest($1::text[], $2::bigint[]) as given (tenant, seq)
        cross join lateral (select seq from jobs
          where tenant = given.tenant and seq = given.seq and state in (%s) for update) open))
      returning 1
      """
          .formatted(JobState.wordsHearing(JobEvent.DONE));

  /** Each found by its key; keys come sorted, so that two sets wait instead of deadlocking. */
  private static final String DONE_ALL =
      """
      update jobs set state = '%s', leased_by = null, failure_code = null, failure_text = null,
        due_at = now() + make_interval(secs => $3::float8),
        finished_at = now() + make_interval(secs => $3::float8)
      """
              .formatted(JobState.after(JobEvent.DONE).name())
          + OPEN_OF_SET;

  private static final String FORGET_ALL = "delete from jobs " + OPEN_OF_SET;

  private static final String PAUSE =
      """
      insert into job_accounts (tenant, account, paused_until)
      values ($1, $2, now() + make_interval(secs => $3::float8 + $4::float8))
      on conflict (tenant, account) do update
        set paused_until = greatest(job_accounts.paused_until, excluded.paused_until)
      """;

  private static final int LONGEST_REASON = 500;

  private final JobQueue queue;
  private final DatabaseTime time;

  StoreConclusion(JobQueue queue, Clock clock) {
    this.queue = queue;
    this.time = new DatabaseTime(clock);
  }

  /**
   * @return false when others have concluded before; nothing is changed then
   */
  Uni<Boolean> store(Sql sql, Job job, Conclusion conclusion) {
    Uni<Boolean> mine = update(sql, job, conclusion).map(touched -> !touched.isEmpty());
    return conclusion.pause() == null || job.account().isEmpty()
        ? mine
        : mine.call(() -> pause(sql, job, conclusion.pause()));
  }

  /**
   * The same of several that were done, of any organizations.
   *
   * @return for how many this was the first conclusion
   */
  Uni<Integer> done(Sql sql, List<Job> jobs) {
    Columns<Job> keys =
        Columns.of(jobs.stream().sorted(Comparator.comparingLong(Job::seq)).toList())
            .text(Job::tenant)
            .bigint(Job::seq);
    return (queue.keepsEnded()
            ? sql.query(DONE_ALL, keys.scalar(time.shift()).parameters())
            : sql.query(FORGET_ALL, keys.parameters()))
        .map(List::size);
  }

  private Uni<List<SqlRow>> update(Sql sql, Job job, Conclusion conclusion) {
    JobEvent event = conclusion.event();
    JobState next = JobState.after(event);
    String tenant = job.tenant().value();
    Integer attempt = event == JobEvent.DONE ? null : job.attempt();
    return !next.isOpen() && !queue.keepsEnded()
        ? sql.query(FORGET.formatted(JobState.wordsHearing(event)), tenant, job.seq(), attempt)
        : sql.query(
            CONCLUDE.formatted(JobState.wordsHearing(event)),
            tenant,
            job.seq(),
            attempt,
            next.name(),
            conclusion.failures(),
            conclusion.questions(),
            conclusion.code(),
            shortened(conclusion.reason()),
            time.shift(),
            seconds(conclusion.delay()),
            !next.isOpen(),
            seconds(conclusion.longer()));
  }

  private Uni<List<SqlRow>> pause(Sql sql, Job job, Duration pause) {
    return sql.query(PAUSE, job.tenant().value(), job.account(), time.shift(), seconds(pause));
  }

  private static double seconds(Duration wait) {
    return wait == null ? 0 : wait.toMillis() / 1_000.0;
  }

  private static String shortened(String reason) {
    return reason == null || reason.length() <= LONGEST_REASON
        ? reason
        : reason.substring(0, LONGEST_REASON);
  }
}
