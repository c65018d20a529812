package dev.ramal.kit.jobs;

import dev.ramal.events.TenantId;
import dev.ramal.kit.notify.Channels;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Jobs that wait for a person, who may look at them and send them on their way again. Services
 * decide who that person is and change their own aggregate in the same transaction.
 */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
public class DeadJobs {
  private static final String DEAD =
      """
      select id, queue, kind, subject, state, failure_text, attempt, created_at, finished_at
      from jobs where tenant = $1 and state in ('DEAD', 'ABANDONED')
      """;

  private static final String LIST =
      DEAD
          + """
          and ($2::text is null or queue = $2)
          and (finished_at, id) < (coalesce($3::timestamptz, 'infinity'), $4)
          order by finished_at desc, id desc limit $5::int
          """;

  private static final String FIND = DEAD + " and id = $2";

  /**
   * What may have reached the other side is asked about first. What nobody waits for any more is
   * not sent: until when it may leave stays as it was.
   */
  private static final String REDRIVE =
      """
      with redriven as (
        update jobs set state = case state when 'DEAD' then 'WAITING' else 'UNKNOWN' end,
          failures = 0, questions = 0, finished_at = null,
          due_at = now() + make_interval(secs => $4::float8),
          opened_at = now() + make_interval(secs => $4::float8)
        where tenant = $1 and queue = $2 and state in ('DEAD', 'ABANDONED') and %s = any($3::text[])
        returning queue)
      select (select count(*) from redriven),
        (select count(pg_notify('%s', queue)) from (select distinct queue from redriven) q)
      """;

  private final DatabaseTime time;

  DeadJobs(Clock clock) {
    this.time = new DatabaseTime(clock);
  }

  /**
   * The last that died first.
   *
   * @param queue null for every queue
   * @param after the last one seen, its time being {@code diedAt}; null for the first page
   */
  public Uni<List<DeadJob>> list(Sql sql, TenantId tenant, String queue, Cursor after, int limit) {
    OffsetDateTime time = after == null ? null : after.time().atOffset(ZoneOffset.UTC);
    return sql.query(LIST, tenant.value(), queue, time, after == null ? "" : after.id(), limit)
        .map(rows -> rows.stream().map(DeadJobs::read).toList());
  }

  Uni<Optional<DeadJob>> find(Sql sql, TenantId tenant, String id) {
    return sql.query(FIND, tenant.value(), id)
        .map(rows -> rows.stream().findFirst().map(DeadJobs::read));
  }

  /**
   * Sends jobs on their way again, with all their attempts.
   *
   * @return how many; those that are not dead (any more) are left alone
   */
  public Uni<Integer> redrive(Sql sql, TenantId tenant, String queue, List<String> ids) {
    return redrive(sql, tenant, queue, "id", ids);
  }

  /**
   * The same, by what the owner gave as unique key.
   *
   * @return how many; the owner appends the others anew
   */
  public Uni<Integer> redriveByKey(
      Sql sql, TenantId tenant, String queue, List<String> uniqueKeys) {
    return redrive(sql, tenant, queue, "unique_key", uniqueKeys);
  }

  private Uni<Integer> redrive(
      Sql sql, TenantId tenant, String queue, String column, List<String> ids) {
    return sql.query(
            REDRIVE.formatted(column, Channels.JOBS),
            tenant.value(),
            queue,
            ids.toArray(String[]::new),
            time.shift())
        .map(rows -> rows.get(0).integer(0));
  }

  private static DeadJob read(SqlRow row) {
    return new DeadJob(
        row.text(0),
        row.text(1),
        row.text(2),
        row.text(3),
        JobState.valueOf(row.text(4)),
        row.text(5),
        row.integer(6),
        row.instant(7),
        row.instant(8));
  }
}
