package dev.ramal.kit.jobs;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import org.hibernate.reactive.mutiny.Mutiny;

/** Stores where a job stands now, unless somebody else has concluded about this attempt before. */
final class StoreConclusion {
  private static final String CONCLUDE =
      """
      update jobs set state = :state, leased_by = null, failures = :failures,
        questions = :questions, failure_code = :code, failure_text = :reason,
        due_at = now() + make_interval(secs => cast(:shift as float8) + cast(:wait as float8)),
        finished_at = case when cast(:ended as boolean)
          then now() + make_interval(secs => cast(:shift as float8)) end
      where tenant = :tenant and seq = :seq and state in (%s)
      """;

  private static final String OF_THIS_ATTEMPT = " and attempt = :attempt";

  private static final String PAUSE =
      """
      insert into job_accounts (tenant, account, paused_until)
      values (:tenant, :account,
        now() + make_interval(secs => cast(:shift as float8) + cast(:pause as float8)))
      on conflict (tenant, account) do update
        set paused_until = greatest(job_accounts.paused_until, excluded.paused_until)
      """;

  private static final int LONGEST_REASON = 500;

  private static final String FORGET =
      "delete from jobs where tenant = :tenant and seq = :seq and state in (%s)";

  private final JobQueue queue;
  private final DatabaseTime time;

  StoreConclusion(JobQueue queue, Clock clock) {
    this.queue = queue;
    this.time = new DatabaseTime(clock);
  }

  /**
   * @return false when others have concluded before; nothing is changed then
   */
  Uni<Boolean> store(Mutiny.Session session, Job job, Conclusion conclusion) {
    return update(session, job, conclusion)
        .chain(
            mine ->
                conclusion.pause() == null || job.account().isEmpty()
                    ? Uni.createFrom().item(mine)
                    : pause(session, job, conclusion.pause()).replaceWith(mine));
  }

  private Uni<Boolean> update(Mutiny.Session session, Job job, Conclusion conclusion) {
    JobEvent event = conclusion.event();
    JobState next = JobState.after(event);
    boolean fenced = event != JobEvent.DONE;
    boolean forget = !next.isOpen() && !queue.keepsEnded();
    String statement = (forget ? FORGET : CONCLUDE).formatted(JobState.wordsHearing(event));
    var query =
        session
            .createNativeQuery(statement + (fenced ? OF_THIS_ATTEMPT : ""))
            .setParameter("tenant", job.tenant().value())
            .setParameter("seq", job.seq());
    if (fenced) {
      query.setParameter("attempt", job.attempt());
    }
    if (!forget) {
      query
          .setParameter("state", next.name())
          .setParameter("failures", conclusion.failures())
          .setParameter("questions", conclusion.questions())
          .setParameter("code", conclusion.code())
          .setParameter("reason", shortened(conclusion.reason()))
          .setParameter("shift", time.shift())
          .setParameter("wait", seconds(conclusion.delay()))
          .setParameter("ended", !next.isOpen());
    }
    return query.executeUpdate().map(touched -> touched > 0);
  }

  private Uni<Integer> pause(Mutiny.Session session, Job job, Duration pause) {
    return session
        .createNativeQuery(PAUSE)
        .setParameter("tenant", job.tenant().value())
        .setParameter("account", job.account())
        .setParameter("shift", time.shift())
        .setParameter("pause", seconds(pause))
        .executeUpdate();
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
