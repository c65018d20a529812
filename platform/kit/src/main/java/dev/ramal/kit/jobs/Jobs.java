package dev.ramal.kit.jobs;

import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.notify.Channels;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Stores outbound work in the transaction that decided it, and changes its mind about it.
 *
 * <p>Failure policy: a job is done at most once per attempt and tried if and only if its
 * transaction commits; see {@link JobHandler} for what happens when its outcome is not known.
 */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
public class Jobs {
  private static final String APPEND =
      """
      with given as (
        select e, position, now() + make_interval(secs => $2::float8) as at
        from jsonb_array_elements($1::text::jsonb) with ordinality as g (e, position)
      ), stored as (
        insert into jobs (id, tenant, queue, kind, subject, unique_key, ordering_key, account,
          priority, payload, state, due_at, send_before, created_at, opened_at)
        select e->>'id', e->>'tenant', e->>'queue', e->>'kind', e->>'subject', e->>'uniqueKey',
          e->>'orderingKey', e->>'account', cast(e->>'priority' as int), e->'payload', 'WAITING',
          at + make_interval(secs => cast(e->>'dueIn' as float8)),
          at + make_interval(secs => cast(e->>'sendWithin' as float8)), at, at
        from given order by position
        on conflict (tenant, queue, unique_key) where unique_key is not null do nothing
        returning queue, due_at <= created_at as due
      )
      select (select count(*) from stored),
        (select count(pg_notify('%s', queue)) from (select distinct queue from stored where due) q)
      """
          .formatted(Channels.JOBS);

  /** The ones that ended long enough ago give their key away. */
  private static final String FREE_KEYS =
      """
      update jobs set unique_key = null where seq = any(array(
        select ended.seq from jsonb_array_elements($1::text::jsonb) as g (e)
        cross join lateral (select seq from jobs
          where tenant = e->>'tenant' and queue = e->>'queue' and unique_key = e->>'uniqueKey'
            and finished_at
              < now() + make_interval(secs => $2::float8 - cast(e->>'againAfter' as float8))
          for update) ended))
      """;

  /** Each found by its key; keys come sorted, so that two sets wait instead of deadlocking. */
  private static final String WITHDRAW =
      """
      update jobs set state = 'WITHDRAWN', failure_text = $4,
        finished_at = now() + make_interval(secs => $5::float8)
      where seq = any(array(
        select waiting.seq from unnest($1::text[], $2::text[]) as given (tenant, unique_key)
        cross join lateral (select seq from jobs
          where tenant = given.tenant and queue = $3 and unique_key = given.unique_key
            and state = 'WAITING'
          for update) waiting))
      returning tenant, unique_key
      """;

  /** Each found by its key; keys come sorted, so that two sets wait instead of deadlocking. */
  private static final String HOLDS =
      """
      select held.seq from unnest($1::text[], $2::bigint[], $3::int[])
        as given (tenant, seq, attempt)
      cross join lateral (select seq from jobs where tenant = given.tenant and seq = given.seq
        and attempt = given.attempt and state = 'RUNNING' for update) held
      """;

  private static final String OPEN =
      "select 1 from jobs where tenant = $1 and seq = $2 and finished_at is null for update";

  private static final String UNCLEAR =
      """
      select 1 from jobs where tenant = $1 and queue = $2 and kind = $3 and id <> $4
        and state in ('RUNNING', 'UNKNOWN', 'ASKING') and payload @> $5::text::jsonb limit 1
      """;

  private static final String PAUSE =
      """
      insert into job_accounts (tenant, account, paused_until)
      values ($1, $2, 'infinity')
      on conflict (tenant, account) do update set paused_until = 'infinity'
      """;

  private static final String RESUME =
      """
      with resumed as (
        update job_accounts set paused_until = null
        where tenant = $1 and account = $2 and paused_until is not null
        returning tenant)
      select count(pg_notify('%s', '')) from resumed
      """
          .formatted(Channels.JOBS);

  private final DatabaseTime time;

  Jobs(Clock clock) {
    this.time = new DatabaseTime(clock);
  }

  /**
   * @return false when a job with the same unique key is there already
   */
  public Uni<Boolean> append(Sql sql, NewJob job) {
    return appendAll(sql, List.of(job)).map(stored -> stored == 1);
  }

  /**
   * Stores the jobs in this order, with one statement, and wakes the workers once, at the commit;
   * they may be of several organizations.
   *
   * @return how many were stored; the others were there already
   */
  public Uni<Integer> appendAll(Sql sql, List<NewJob> jobs) {
    if (jobs.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    return freeKeys(sql, jobs)
        .chain(() -> sql.query(APPEND, json(jobs), time.shift()))
        .map(rows -> rows.get(0).integer(0));
  }

  /**
   * Takes a job back.
   *
   * @return false when it is too late: it is being sent, or was; or there is none
   */
  public Uni<Boolean> withdraw(
      Sql sql, TenantId tenant, String queue, String uniqueKey, String why) {
    JobKey key = new JobKey(tenant, uniqueKey);
    return withdrawAll(sql, queue, List.of(key), why).map(withdrawn -> withdrawn.contains(key));
  }

  /**
   * Takes jobs back, with one statement; they may be of several organizations.
   *
   * @return those for which it was not too late, and that were there
   */
  public Uni<Set<JobKey>> withdrawAll(Sql sql, String queue, Collection<JobKey> keys, String why) {
    if (keys.isEmpty()) {
      return Uni.createFrom().item(Set.of());
    }
    Object[] parameters =
        Columns.of(keys.stream().sorted().toList())
            .text(JobKey::tenant)
            .text(JobKey::uniqueKey)
            .scalar(queue)
            .scalar(why)
            .scalar(time.shift())
            .parameters();
    return sql.query(WITHDRAW, parameters)
        .map(
            rows ->
                rows.stream()
                    .map(row -> new JobKey(TenantId.of(row.text(0)), row.text(1)))
                    .collect(Collectors.toSet()));
  }

  /** The same as {@link #holding} of one job. */
  public Uni<Boolean> holds(Sql sql, Job job) {
    return holding(sql, List.of(job)).map(held -> !held.isEmpty());
  }

  /**
   * Those whose sending is still the one: nobody else has taken them since. Locks them until the
   * transaction ends; they may be of several organizations. For an owner who commits in {@code run}
   * that something is about to leave: by the same transaction, one that was slow and was taken over
   * lets nothing leave.
   */
  public Uni<Set<Job>> holding(Sql sql, Collection<Job> jobs) {
    Object[] parameters =
        Columns.of(jobs.stream().sorted(Comparator.comparingLong(Job::seq)).toList())
            .text(Job::tenant)
            .bigint(Job::seq)
            .integer(Job::attempt)
            .parameters();
    return sql.query(HOLDS, parameters)
        .map(rows -> rows.stream().map(row -> row.bigint(0)).collect(Collectors.toSet()))
        .map(
            held ->
                jobs.stream().filter(job -> held.contains(job.seq())).collect(Collectors.toSet()));
  }

  /** Whether no attempt at it has come to its end; it has none until this transaction ends. */
  public Uni<Boolean> isOpen(Sql sql, Job job) {
    return sql.query(OPEN, job.tenant().value(), job.seq()).map(found -> !found.isEmpty());
  }

  /**
   * Whether a job of this kind may have reached the other side without us knowing.
   *
   * @param exceptId the job that is not meant
   * @param like what its payload holds, perhaps beside other things
   */
  public Uni<Boolean> isUnclear(
      Sql sql, TenantId tenant, String queue, String kind, String exceptId, Map<String, ?> like) {
    return sql.query(UNCLEAR, tenant.value(), queue, kind, exceptId, EventJson.write(like))
        .map(found -> !found.isEmpty());
  }

  /** Sends nothing on this account until {@link #resume}; costs waiting jobs nothing. */
  public Uni<Void> pause(Sql sql, TenantId tenant, String account) {
    return sql.query(PAUSE, tenant.value(), account).replaceWithVoid();
  }

  public Uni<Void> resume(Sql sql, TenantId tenant, String account) {
    return sql.query(RESUME, tenant.value(), account).replaceWithVoid();
  }

  private Uni<Void> freeKeys(Sql sql, List<NewJob> jobs) {
    List<NewJob> again = jobs.stream().filter(job -> job.againAfter != null).toList();
    return again.isEmpty()
        ? Uni.createFrom().voidItem()
        : sql.query(FREE_KEYS, json(again), time.shift()).replaceWithVoid();
  }

  private static String json(List<NewJob> jobs) {
    return EventJson.write(jobs.stream().map(Jobs::columns).toList());
  }

  private static Map<String, Object> columns(NewJob job) {
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("id", job.id);
    columns.put("tenant", job.tenant.value());
    columns.put("queue", job.queue);
    columns.put("kind", job.kind);
    columns.put("subject", job.subject);
    columns.put("uniqueKey", job.uniqueKey);
    columns.put("orderingKey", job.orderingKey);
    columns.put("account", job.account);
    columns.put("priority", job.rank);
    columns.put("payload", job.payload);
    columns.put("dueIn", seconds(job.dueIn));
    columns.put("sendWithin", seconds(job.sendWithin));
    columns.put("againAfter", seconds(job.againAfter));
    return columns;
  }

  private static Double seconds(Duration duration) {
    return duration == null ? null : duration.toMillis() / 1_000.0;
  }
}
