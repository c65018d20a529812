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

  /** Waits for the CRM since then at the latest, also where a person has sent it again. */
  private static final String WAITS_SINCE =
      "created_at < $3 and (redriven_at is null or redriven_at < $3)";

  /** Since when the notes of an organization may leave at all. */
  private static final String CONNECTED =
      "select state_since from crm_connection where tenant = $1 and state = 'connected'";

  static final String COUNT =
      "select %s, %s, %s, %s, %s"
          .formatted(
              counted("'synced'", "true", "$2"),
              counted("'pending', 'writing'", "true", "$2"),
              counted("'pending', 'writing'", WAITS_SINCE, "$2"),
              counted("'failed'", "failure_kind <> 'no-contact'", "$2"),
              counted("'failed'", "failure_kind = 'no-contact'", "$2"));

  /** So many more, and twice as many, as people were told of are told of again. */
  private static final int MUCH_WORSE = 20;

  /**
   * Looks at each organization whose CRM is connected, and keeps what it finds. Answers those where
   * it has become too much, has grown much worse since people were told, or is over.
   */
  private static final String LOOK =
      """
      with found as materialized (
        select c.tenant, late.calls as late, missing.calls as missing,
          late.calls + missing.calls as drift, coalesce(d.told, 0) as told
        from crm_connection c
        left join crm_drift d on d.tenant = c.tenant
        cross join lateral (select count(*) as calls from (select from activity a
          where a.tenant = c.tenant and a.state in ('pending', 'writing') and a.kind = 'call'
            and c.state_since < $3 and %4$s limit %2$d) found) late
        cross join lateral (select count(*) as calls from (%1$s limit %2$d) found) missing
        where c.state = 'connected' and (d.checked_at is null or d.checked_at <= $1)
      ), looked as materialized (
        select found.*, drift > 0 and (told = 0 or drift >= 2 * told and drift >= told + %3$d) as news
        from found
      ), kept as (
        insert into crm_drift (tenant, checked_at, late, missing, told)
        select tenant, now(), late, missing,
          case when news or 2 * drift < told then drift else told end
        from looked order by tenant
        on conflict (tenant) do update set checked_at = excluded.checked_at,
          late = excluded.late, missing = excluded.missing, told = excluded.told
      )
      select tenant, late, missing, told from looked where news or drift = 0 and told > 0
      """
          .formatted(MISSING.formatted("c.tenant"), Drift.MOST, MUCH_WORSE, WAITS_SINCE);

  private static final String ALONE =
      "select count(pg_advisory_xact_lock(hashtextextended('crm-drift', 0)))";

  /**
   * Of which organization what has become of its drift is to be told.
   *
   * @param told of how many calls people were told before; 0 when nothing is open
   */
  record Change(TenantId tenant, long late, long missing, long told) {
    boolean isOver() {
      return late + missing == 0;
    }

    boolean isWorse() {
      return told > 0 && !isOver();
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
    return sql.query(CONNECTED, tenant.value())
        .map(rows -> waitsSince(rows, late))
        .chain(
            before -> sql.query(COUNT, tenant.value(), since.atOffset(UTC), before.atOffset(UTC)))
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

  /** Nothing is late for a CRM that is not connected, or was only just. */
  private static Instant waitsSince(List<SqlRow> connected, Instant late) {
    return connected.isEmpty() || !connected.get(0).instant(0).isBefore(late)
        ? Instant.EPOCH
        : late;
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
                    .map(
                        row ->
                            new Change(
                                TenantId.of(row.text(0)),
                                row.bigint(1),
                                row.bigint(2),
                                row.bigint(3)))
                    .toList());
  }

  /** No id of a call that began then or later is smaller. */
  static String firstId(Instant began) {
    String millis = "%012x".formatted(began.toEpochMilli());
    return millis.substring(0, 8) + "-" + millis.substring(8);
  }
}
