package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.CallStatus;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Counts an organization's calls of late, each kind no further than is asked for. */
@ApplicationScoped
public class RecentCalls {
  /** Whoever counts before a call takes turns with the organization's other calls. */
  private static final String TURN =
      "select pg_advisory_xact_lock(hashtext('recent_calls'), hashtext($1))";

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static final String UNDER_WAY = states(status -> !status.isFinal());

  private static final String OVER = states(CallStatus::isFinal);

  /**
   * A person was rung when a carrier has taken the lead's leg, and is about to be by a call that is
   * not over. Which are over is said, not which are not: else Postgres may look through all that
   * run, by the index that has these only.
   */
  private static final String RUNG =
      """
      select 1 from calls
          where tenant = $1 and to_number = $2 and requested_at > %s
            and direction = 'OUTBOUND' and lead_call_id is not null
          union all
          select 1 from calls
          where tenant = $1 and to_number = $2 and requested_at > %s
            and direction = 'OUTBOUND' and lead_call_id is null and status not in (%s)
            and (status <> '%s' or requested_at > $6)\
      """;

  static final String COUNT =
      """
      select
        (select count(*) from (%s limit $7::int) a),
        (select count(*) from (%s limit $8::int) b),
        (select count(*) from (select 1 from calls
          where tenant = $1 and status in (%s)
            and (status <> '%s' or requested_at > $6) limit $9::int) c),
        (select count(*) from (select 1 from calls
          where tenant = $1 and requested_at > $5
            and direction = 'OUTBOUND' and status <> '%s' limit $10::int) d)
      """
          .formatted(
              rung("$3"),
              rung("$4"),
              UNDER_WAY,
              CallStatus.DIALING_UNKNOWN.name(),
              CallStatus.DENIED.name());

  private static String rung(String since) {
    return RUNG.formatted(since, since, OVER, CallStatus.DIALING_UNKNOWN.name());
  }

  private static String states(Predicate<CallStatus> wanted) {
    return Arrays.stream(CallStatus.values())
        .filter(wanted)
        .map(status -> "'" + status.name() + "'")
        .collect(Collectors.joining(", "));
  }

  /**
   * How far each is counted; 0 for what nobody asks for.
   *
   * @param unknownSince when a call was asked for that still runs while its dial is unclear
   */
  public record Wanted(
      int attemptsInDay, int attemptsInWeek, int running, int inLastSecond, Instant unknownSince) {}

  /**
   * @param attemptsInDay how often the number was rung in the last 24 hours, or is about to be
   * @param running calls that are not over
   */
  public record Counts(int attemptsInDay, int attemptsInWeek, int running, int inLastSecond) {}

  /** Until this transaction ends no other call of the organization is counted for. */
  public Uni<Counts> lock(Sql sql, TenantId tenant, E164 to, Instant now, Wanted wanted) {
    return Uni.combine()
        .all()
        .unis(sql.query(TURN, tenant.value()), count(sql, tenant, to, now, wanted))
        .with((mine, counts) -> counts);
  }

  /** As they are, for whoever only asks. */
  public Uni<Counts> count(Sql sql, TenantId tenant, E164 to, Instant now, Wanted wanted) {
    return sql.query(COUNT, parameters(tenant, to, now, wanted))
        .map(rows -> rows.get(0))
        .map(row -> new Counts(row.integer(0), row.integer(1), row.integer(2), row.integer(3)));
  }

  static Object[] parameters(TenantId tenant, E164 to, Instant now, Wanted wanted) {
    return Columns.of(List.of())
        .scalar(tenant.value())
        .scalar(to.value())
        .scalar(now.minus(DAY))
        .scalar(now.minus(WEEK))
        .scalar(now.minus(SECOND))
        .scalar(wanted.unknownSince())
        .scalar(wanted.attemptsInDay())
        .scalar(wanted.attemptsInWeek())
        .scalar(wanted.running())
        .scalar(wanted.inLastSecond())
        .parameters();
  }
}
