package dev.ramal.calls.recordings;

import static java.time.ZoneOffset.UTC;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** For how long organizations keep recordings, and which have had their time. */
@ApplicationScoped
class RetentionRepository {
  /** Who erased what had had its time. */
  static final String BY = "retention";

  private static final String FIND = "select days from recording_retention where tenant = $1";

  private static final String SAVE =
      """
      insert into recording_retention (tenant, days, updated_by, updated_at)
      values ($1, $2, $3, $4)
      on conflict (tenant) do update set days = excluded.days, updated_by = excluded.updated_by,
        updated_at = excluded.updated_at
      """;

  /** All states that {@link RecordingState.Event#ERASE} takes out of. */
  static final String KEPT = "('PENDING', 'STORED', 'LOST', 'EXTERNAL')";

  private static final String RETIRE =
      """
      with due as materialized (
        select old.tenant, old.id
        from recording_retention kept cross join lateral (
          select tenant, id from recordings
          where tenant = kept.tenant and state in %1$s
            and recorded_at < $1::timestamptz - kept.days * interval '1 day'
          order by recorded_at limit $2 for update skip locked) old
        where kept.days is not null
        limit $2)
      update recordings set state = 'ERASING', erased_by = '%2$s', erase_reason = '%2$s'
      from due where recordings.tenant = due.tenant and recordings.id = due.id
      returning recordings.tenant, recordings.id, recordings.connection_id
      """
          .formatted(KEPT, BY);

  private static final String OVERDUE =
      """
      select coalesce(max(extract(epoch from $1::timestamptz - oldest.recorded_at)
        - kept.days * 86400), 0)::bigint
      from recording_retention kept cross join lateral (
        select recorded_at from recordings where tenant = kept.tenant and state in %s
        order by recorded_at limit 1) oldest
      where kept.days is not null
      """
          .formatted(KEPT);

  /** One that has had its time, and the account that made it. */
  record Retired(RowKey key, String connectionId) {}

  /** Never null. */
  Uni<Retention> of(Sql sql, TenantId tenant) {
    return sql.query(FIND, tenant.value())
        .map(
            rows -> rows.isEmpty() ? Retention.WITHOUT_END : new Retention(rows.get(0).integer(0)));
  }

  Uni<Retention> save(Sql sql, TenantId tenant, Retention retention, String userId, Instant now) {
    return sql.query(SAVE, tenant.value(), retention.days(), userId, now.atOffset(UTC))
        .replaceWith(retention);
  }

  /**
   * Takes the oldest of those that have had their time, of all organizations: nothing plays them
   * from now on.
   *
   * @return at most {@code most}
   */
  @AcrossTenants("recordings of all organizations grow old")
  Uni<List<Retired>> retire(Sql sql, Instant now, int most) {
    return sql.query(RETIRE, now.atOffset(UTC), most)
        .map(
            rows ->
                rows.stream()
                    .map(row -> new Retired(new RowKey(row.text(0), row.text(1)), row.text(2)))
                    .toList());
  }

  /** For how many seconds the oldest should have been on its way; 0 for none. */
  @AcrossTenants("a gauge looks at all of them")
  Uni<Long> overdue(Sql sql, Instant now) {
    return sql.query(OVERDUE, now.atOffset(UTC)).map(rows -> Math.max(0, rows.get(0).bigint(0)));
  }
}
