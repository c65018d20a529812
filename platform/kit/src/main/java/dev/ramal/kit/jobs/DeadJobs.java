package dev.ramal.kit.jobs;

import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.notify.Channels;
import dev.ramal.kit.paging.Cursor;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

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
      select id, queue, kind, subject, state, failure_text, attempt,
        cast(extract(epoch from created_at) * 1000000 as bigint),
        cast(extract(epoch from finished_at) * 1000000 as bigint)
      from jobs where tenant = :tenant and state in ('DEAD', 'ABANDONED')
      """;

  private static final String LIST =
      DEAD
          + """
          and (cast(:queue as text) is null or queue = :queue)
          and (finished_at, id) < (coalesce(cast(cast(:time as text) as timestamptz), 'infinity'), :id)
          order by finished_at desc, id desc limit :most
          """;

  private static final String FIND = DEAD + " and id = :id";

  /**
   * What may have reached the other side is asked about first. What nobody waits for any more is
   * not sent: until when it may leave stays as it was.
   */
  private static final String REDRIVE =
      """
      with redriven as (
        update jobs set state = case state when 'DEAD' then 'WAITING' else 'UNKNOWN' end,
          failures = 0, questions = 0, finished_at = null,
          due_at = now() + make_interval(secs => cast(:shift as float8)),
          opened_at = now() + make_interval(secs => cast(:shift as float8))
        where tenant = :tenant and queue = :queue and state in ('DEAD', 'ABANDONED')
          and %s in (select jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)))
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
  public Uni<List<DeadJob>> list(
      Mutiny.Session session, TenantId tenant, String queue, Cursor after, int limit) {
    return session
        .createNativeQuery(LIST, Tuple.class)
        .setParameter("tenant", tenant.value())
        .setParameter("queue", queue)
        .setParameter("time", after == null ? null : after.time().toString())
        .setParameter("id", after == null ? "" : after.id())
        .setParameter("most", limit)
        .getResultList()
        .map(rows -> rows.stream().map(DeadJobs::read).toList());
  }

  Uni<Optional<DeadJob>> find(Mutiny.Session session, TenantId tenant, String id) {
    return session
        .createNativeQuery(FIND, Tuple.class)
        .setParameter("tenant", tenant.value())
        .setParameter("id", id)
        .getResultList()
        .map(rows -> rows.stream().findFirst().map(DeadJobs::read));
  }

  /**
   * Sends jobs on their way again, with all their attempts.
   *
   * @return how many; those that are not dead (any more) are left alone
   */
  public Uni<Integer> redrive(
      Mutiny.Session session, TenantId tenant, String queue, List<String> ids) {
    return redrive(session, tenant, queue, "id", ids);
  }

  /**
   * The same, by what the owner gave as unique key.
   *
   * @return how many; the owner appends the others anew
   */
  public Uni<Integer> redriveByKey(
      Mutiny.Session session, TenantId tenant, String queue, List<String> uniqueKeys) {
    return redrive(session, tenant, queue, "unique_key", uniqueKeys);
  }

  private Uni<Integer> redrive(
      Mutiny.Session session, TenantId tenant, String queue, String column, List<String> ids) {
    return session
        .createNativeQuery(REDRIVE.formatted(column, Channels.JOBS), Tuple.class)
        .setParameter("tenant", tenant.value())
        .setParameter("queue", queue)
        .setParameter("ids", EventJson.write(ids))
        .setParameter("shift", time.shift())
        .getSingleResult()
        .map(row -> ((Number) row.get(0)).intValue());
  }

  private static DeadJob read(Tuple row) {
    return new DeadJob(
        row.get(0, String.class),
        row.get(1, String.class),
        row.get(2, String.class),
        row.get(3, String.class),
        JobState.valueOf(row.get(4, String.class)),
        row.get(5, String.class),
        row.get(6, Integer.class),
        instant(row.get(7)),
        instant(row.get(8)));
  }

  private static Instant instant(Object micros) {
    return Instant.EPOCH.plus((Long) micros, ChronoUnit.MICROS);
  }
}
