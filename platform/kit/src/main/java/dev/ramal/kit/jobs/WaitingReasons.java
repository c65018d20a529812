package dev.ramal.kit.jobs;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Why an organization's jobs of one account wait, and since when the oldest of each reason does.
 * Read from the ends of indexes, so that a million that wait cost no more than {@link #MOST} do.
 */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
public class WaitingReasons {
  /** So many of those that are due, and of those that are not, are looked at: the first ones. */
  public static final int MOST = 1_000;

  /** What a job waits for. */
  public enum Reason {
    /** Until it may be sent for the first time. */
    FIRST_TIME,
    /** It is due: for a place, or for the other side's limit. */
    TURN,
    /** It is due: for an earlier job with the same ordering key. */
    ORDER,
    /** It was not taken: until it is tried again. */
    NEXT_TRY,
    /** Its fate is not known: until it is asked about. */
    ANSWER
  }

  /**
   * @param since when the oldest was stored, or sent on its way again
   * @param jobs how many, of those that were looked at
   */
  public record Oldest(Reason reason, Instant since, int jobs) {}

  public static final String READ =
      """
      with waiting as materialized (
        select w.* from unnest(array[%s]) as ranks (rank) cross join lateral (
          (select seq, ordering_key, attempt, opened_at, true as due from jobs
           where queue = $1 and tenant = $2 and account = $3 and priority = ranks.rank
             and state = 'WAITING' and due_at <= now() + make_interval(secs => $4::float8)
           order by due_at, seq limit $5::int)
          union all
          (select seq, ordering_key, attempt, opened_at, false from jobs
           where queue = $1 and tenant = $2 and account = $3 and priority = ranks.rank
             and state = 'WAITING' and due_at > now() + make_interval(secs => $4::float8)
           order by due_at, seq limit $5::int)) w
      ), reasons as (
        select case when not due and attempt = 0 then '%s' when not due then '%s'
            when ordering_key is not null and (exists (select from jobs e
                where e.tenant = $2 and e.queue = $1 and e.ordering_key = waiting.ordering_key
                  and (e.ordering_key, e.seq) < (waiting.ordering_key, waiting.seq)
                  and e.finished_at is null)
              or exists (select from jobs u
                where u.tenant = $2 and u.queue = $1 and u.ordering_key = waiting.ordering_key
                  and u.state in (%s) and u.seq <> waiting.seq)) then '%s'
            else '%s' end as reason, opened_at
        from waiting
        union all
        select '%s', opened_at from (select opened_at from jobs
          where queue = $1 and tenant = $2 and account = $3
            and state in ('UNKNOWN', 'ASKING') limit $5::int) unclear
      )
      select reason, min(opened_at), count(*) from reasons group by reason order by reason
      """
          .formatted(
              Arrays.stream(Priority.values())
                  .map(priority -> "" + priority.rank())
                  .collect(Collectors.joining(", ")),
              Reason.FIRST_TIME,
              Reason.NEXT_TRY,
              JobState.wordsHearing(JobEvent.QUESTIONED),
              Reason.ORDER,
              Reason.TURN,
              Reason.ANSWER);

  private final DatabaseTime time;

  WaitingReasons(Clock clock) {
    this.time = new DatabaseTime(clock);
  }

  /** Reasons for which nothing waits are missing. */
  public Uni<List<Oldest>> of(Sql sql, TenantId tenant, String queue, String account) {
    return sql.query(READ, queue, tenant.value(), account, time.shift(), MOST)
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new Oldest(Reason.valueOf(row.text(0)), row.instant(1), row.integer(2)))
                    .toList());
  }
}
