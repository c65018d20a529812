package dev.ramal.kit.jobs;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Changes an owner's mind about jobs that wait, many at once. What is being sent meanwhile is left
 * alone. Hold the aggregates of the jobs, so that two who change their minds do not cross.
 */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
public class WaitingJobs {
  /** Looked up one after the other, so that no statistics lead to a scan of all jobs. */
  private static final String WAITING =
      """
      where seq = any(array(
        select w.seq from unnest($2::text[], $3::text[]) as wanted (tenant, key)
        cross join lateral (select seq from jobs where tenant = wanted.tenant and queue = $1
          and unique_key = wanted.key and state = 'WAITING' %s for update) w))
      """;

  private static final String HURRY =
      """
      update jobs set due_at = least(due_at, now() + make_interval(secs => $4::float8 + $5::float8))
      """
          + WAITING.formatted("");

  private static final String WITHDRAW_OLD =
      """
      update jobs set state = 'WITHDRAWN', failure_text = $6,
        finished_at = now() + make_interval(secs => $4::float8)
      """
          + WAITING.formatted(
              "and opened_at < now() + make_interval(secs => $4::float8 - $5::float8)")
          + " returning tenant, unique_key";

  /**
   * What somebody holds just now stays as it is. What goes behind may not hold up what is newer.
   */
  private static final String DEFER =
      """
      update jobs set priority = $5::int, ordering_key = null where seq = any(array(
        select seq from jobs where queue = $1 and tenant = $2 and account = $3
          and state = 'WAITING' and priority < $5::int
          and opened_at < now() + make_interval(secs => $4::float8 - $6::float8)
        for update skip locked))
      """;

  /**
   * One that was tried before has waited since it was opened; another since it came due. The job
   * that was too fast is due again when the pause ends that was made for it.
   */
  private static final String BACKLOGS =
      """
      select j.account, count(*),
        min(case when j.attempt = 0 then j.due_at else j.opened_at end),
        bool_or(a.tenant is not null),
        min(a.paused_until) filter (where isfinite(a.paused_until)),
        max(j.failure_text) filter (where j.due_at between a.paused_until - interval '10 ms'
          and a.paused_until + interval '10 ms')
      from jobs j
      left join job_accounts a on a.tenant = j.tenant and a.account = j.account
        and a.paused_until > now() + make_interval(secs => $3::float8)
      where j.tenant = $1 and j.queue = $2 and j.state = 'WAITING'
        and (j.attempt > 0 or j.due_at <= now() + make_interval(secs => $3::float8))
      group by j.account
      """;

  private static final String LEAVE_ORDER =
      "update jobs set ordering_key = null where tenant = $1 and seq = $2";

  private final DatabaseTime time;

  WaitingJobs(Clock clock) {
    this.time = new DatabaseTime(clock);
  }

  /** Makes them due within this time, those that are not due earlier. */
  public Uni<Void> hurry(Sql sql, String queue, Collection<JobKey> keys, Duration within) {
    return keys.isEmpty()
        ? Uni.createFrom().voidItem()
        : sql.query(HURRY, of(queue, keys, within).parameters()).replaceWithVoid();
  }

  /**
   * Takes back what has waited for longer than this since it was stored, or sent on its way again.
   *
   * @return those that were taken back
   */
  public Uni<Set<JobKey>> withdrawOld(
      Sql sql, String queue, Collection<JobKey> keys, Duration longer, String why) {
    return keys.isEmpty()
        ? Uni.createFrom().item(Set.of())
        : sql.query(WITHDRAW_OLD, of(queue, keys, longer).scalar(why).parameters())
            .map(
                rows ->
                    rows.stream()
                        .map(row -> new JobKey(TenantId.of(row.text(0)), row.text(1)))
                        .collect(Collectors.toSet()));
  }

  /** What an organization has waiting in a queue, by account; those with nothing are missing. */
  public Uni<Map<String, Backlog>> backlogs(Sql sql, TenantId tenant, String queue) {
    return sql.query(BACKLOGS, tenant.value(), queue, time.shift())
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.toMap(
                            row -> row.text(0),
                            row ->
                                new Backlog(
                                    row.integer(1),
                                    row.instant(2),
                                    row.bool(3),
                                    row.instant(4),
                                    row.text(5)))));
  }

  /**
   * Jobs of one account that wait to be sent; those that are not due yet are not among them.
   *
   * @param since when the oldest of them came due, or was opened where it was tried before
   * @param paused whether the account lets nothing pass now
   * @param pausedUntil null when it does, or nobody knows
   * @param pausedWhy in the words of the job that was too fast; null when it is not paused, or that
   *     job waits no more
   */
  public record Backlog(
      int waiting, Instant since, boolean paused, Instant pausedUntil, String pausedWhy) {
    /** What both amount to; a pause of either is one, and of two the longer one is told. */
    public Backlog and(Backlog other) {
      Backlog longer = isPausedLonger(other) ? this : other;
      return new Backlog(
          waiting + other.waiting,
          since.isBefore(other.since) ? since : other.since,
          paused || other.paused,
          longer.pausedUntil,
          longer.pausedWhy);
    }

    private boolean isPausedLonger(Backlog other) {
      return other.pausedUntil == null
          || pausedUntil != null && pausedUntil.isAfter(other.pausedUntil);
    }
  }

  /**
   * Lets what has waited on an account for longer than this go behind what is newer, and out of its
   * order.
   */
  public Uni<Void> defer(Sql sql, String queue, TenantId tenant, String account, Duration longer) {
    return sql.query(
            DEFER,
            queue,
            tenant.value(),
            account,
            time.shift(),
            Priority.BACKGROUND.rank(),
            longer.toMillis() / 1_000.0)
        .replaceWithVoid();
  }

  /**
   * Lets those behind a job go on without it: it waits for too long, for whatever it waits. In the
   * transaction that records what became of it.
   */
  public Uni<Void> leaveOrder(Sql sql, Job job) {
    return sql.query(LEAVE_ORDER, job.tenant().value(), job.seq()).replaceWithVoid();
  }

  private Columns<JobKey> of(String queue, Collection<JobKey> keys, Duration time) {
    return Columns.of(keys.stream().distinct().sorted().toList())
        .scalar(queue)
        .text(JobKey::tenant)
        .text(JobKey::uniqueKey)
        .scalar(this.time.shift())
        .scalar(time.toMillis() / 1_000.0);
  }
}
