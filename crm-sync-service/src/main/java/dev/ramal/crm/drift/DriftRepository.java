package dev.ramal.crm.drift;

import static java.time.ZoneOffset.UTC;

import dev.ramal.crm.drift.Drift.MissingCall;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Compares what other features keep. Who tells of a call beside its end: billing, by its cost, and
 * its recording. Both come minutes after the end at the earliest, so an hour later the end must be
 * known.
 */
@ApplicationScoped
class DriftRepository {
  /**
   * What is told of older calls, as a late correction of a price, says nothing: they are purged.
   */
  private static final Duration OLDEST_CALL = Duration.ofDays(30);

  /**
   * Ids of calls begin with the time of their begin (UUIDv7), so those of old calls are smaller.
   */
  private static final String MISSING =
      """
      select call_id, min(told_at) as told_at from (
        select call_id, told_at from call_price
        where tenant = %1$s and told_at >= $2 and told_at < $3 and call_id >= $4
        union all
        select call_id, told_at from early_recording
        where tenant = %1$s and told_at >= $2 and told_at < $3) told
      where not exists (select from activity a
        where a.tenant = %1$s and a.subject_id = told.call_id)
      group by call_id
      """;

  static final String LISTED =
      MISSING.formatted("$1") + " order by 2 desc, 1 limit " + Drift.LISTED;

  static final String COUNT =
      "select %s, %s, %s, %s, %s"
          .formatted(
              counted("'synced'", "true", "$2"),
              counted("'pending', 'writing'", "true", "$2"),
              counted("'pending', 'writing'", "created_at < $3", "$2"),
              counted("'failed'", "failure_kind <> 'no-contact'", "$2"),
              counted("'failed'", "failure_kind = 'no-contact'", "$2"));

  /**
   * Looks at each organization whose CRM is connected, and keeps what it finds. Answers those where
   * it has become too much, or is over.
   */
  private static final String LOOK =
      """
      with looked as materialized (
        select c.tenant, late.calls as late, missing.calls as missing
        from crm_connection c
        left join crm_drift d on d.tenant = c.tenant
        cross join lateral (select count(*) as calls from (select from activity a
          where a.tenant = c.tenant and a.state in ('pending', 'writing') and a.kind = 'call'
            and a.created_at < $3 limit %2$d) found) late
        cross join lateral (select count(*) as calls from (%1$s limit %2$d) found) missing
        where c.state = 'connected' and (d.checked_at is null or d.checked_at <= $1)
      ), before as materialized (
        select tenant, late + missing as drift from crm_drift
      ), kept as (
        insert into crm_drift (tenant, checked_at, late, missing)
        select tenant, now(), late, missing from looked order by tenant
        on conflict (tenant) do update set checked_at = excluded.checked_at,
          late = excluded.late, missing = excluded.missing
      )
      select looked.tenant, looked.late, looked.missing
      from looked left join before on before.tenant = looked.tenant
      where (looked.late + looked.missing > 0) <> (coalesce(before.drift, 0) > 0)
      """
          .formatted(MISSING.formatted("c.tenant"), Drift.MOST);

  private static final String ALONE =
      "select count(pg_advisory_xact_lock(hashtextextended('crm-drift', 0)))";

  /** Of which organization what has become of its drift is to be told. */
  record Change(TenantId tenant, long late, long missing) {
    boolean isOver() {
      return late + missing == 0;
    }
  }

  private static String counted(String states, String condition, String since) {
    return """
    (select count(*) from (select from unnest(array[%s]) as states (state)
      cross join lateral (select from activity where tenant = $1 and state = states.state
        and created_at >= %s and kind = 'call' and %s
        order by created_at desc, id desc limit %d) of_state limit %4$d) counted)
    """
        .formatted(states, since, condition, Drift.MOST);
  }

  /**
   * @param late what is older than this should be in the CRM by now
   */
  Uni<Drift> read(Sql sql, TenantId tenant, Instant since, Instant late) {
    return sql.query(COUNT, tenant.value(), since.atOffset(UTC), late.atOffset(UTC))
        .chain(
            counts ->
                sql.query(
                        LISTED,
                        tenant.value(),
                        since.atOffset(UTC),
                        late.atOffset(UTC),
                        firstId(late.minus(OLDEST_CALL)))
                    .map(rows -> drift(since, counts.get(0), rows)));
  }

  private static Drift drift(Instant since, SqlRow counts, List<SqlRow> missing) {
    return new Drift(
        since,
        counts.bigint(0),
        counts.bigint(1),
        counts.bigint(2),
        counts.bigint(3),
        counts.bigint(4),
        missing.stream().map(row -> new MissingCall(row.text(0), row.instant(1))).toList(),
        counts.bigint(2) + missing.size());
  }

  /**
   * @param lookedBefore who was looked at later is left out: another process has just done it
   */
  @AcrossTenants("calls of every organization belong in its CRM")
  Uni<List<Change>> look(Sql sql, Instant lookedBefore, Instant since, Instant late) {
    return sql.query(ALONE)
        .chain(
            () ->
                sql.query(
                    LOOK,
                    lookedBefore.atOffset(UTC),
                    since.atOffset(UTC),
                    late.atOffset(UTC),
                    firstId(late.minus(OLDEST_CALL))))
        .map(
            rows ->
                rows.stream()
                    .map(row -> new Change(TenantId.of(row.text(0)), row.bigint(1), row.bigint(2)))
                    .toList());
  }

  /** No id of a call that began then or later is smaller. */
  static String firstId(Instant began) {
    String millis = "%012x".formatted(began.toEpochMilli());
    return millis.substring(0, 8) + "-" + millis.substring(8);
  }
}
