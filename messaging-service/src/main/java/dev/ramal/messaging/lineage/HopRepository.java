package dev.ramal.messaging.lineage;

import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.reach.Reach;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The index of events. */
@ApplicationScoped
class HopRepository {
  /** Rows that one statement purges; a constant, so that its plan is one for so few. */
  static final int PURGED_AT_ONCE = 5_000;

  /** First key of the advisory lock, "line" in ASCII: one replica purges at a time. */
  private static final int LOCK_CLASS = 0x6c696e65;

  /**
   * A record that is there already, or that is older than rows are kept, is left out before it
   * takes a number. Looked up one by one, whatever Postgres believes of the table.
   */
  static final String KEEP =
      """
      with fresh as (
        insert into hop
          (tenant, topic, partition, record_offset, published_at, happened_at, received_at,
          event_id, type, source, causation, trace_id, subject_kind, subject_id, decision, reader,
          failure_kind, failure_code, failure_detail, attempt, version, redrive, handles, ties)
        select given.tenant, given.topic, given.partition, given.record_offset,
          given.published_at, given.happened_at, given.received_at, given.event_id, given.type,
          given.source, given.causation, given.trace_id, given.subject_kind, given.subject_id,
          given.decision, given.reader, given.failure_kind, given.failure_code,
          given.failure_detail, given.attempt, given.version, given.redrive,
          string_to_array(given.handles, ',')::uuid[], given.ties
        from unnest($1::text[], $2::text[], $3::int[], $4::bigint[], $5::timestamptz[],
          $6::timestamptz[], $7::timestamptz[], $8::text[], $9::text[], $10::text[], $11::text[],
          $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[],
          $18::text[], $19::text[], $20::int[], $21::text[], $22::text[], $23::text[], $24::int[])
          as given (tenant, topic, partition, record_offset, published_at, happened_at,
          received_at, event_id, type, source, causation, trace_id, subject_kind, subject_id,
          decision, reader, failure_kind, failure_code, failure_detail, attempt, version, redrive,
          handles, ties)
        left join lateral (
          select true as indexed from hop
          where tenant = given.tenant and topic = given.topic and partition = given.partition
            and record_offset = given.record_offset and published_at = given.published_at
          limit 1) before on true
        where before.indexed is null
          and given.published_at > now() - make_interval(secs => $25::float8)
        on conflict do nothing
        returning seq, tenant, handles)
      insert into hop_handle (handle, tenant, hop)
      select named.handle, fresh.tenant, fresh.seq
      from fresh cross join lateral unnest(fresh.handles) as named (handle)
      on conflict do nothing
      """;

  /**
   * The latest with each handle, each once. Whose they are the handles say; row-level security says
   * it of the rows once more.
   */
  private static final String FIND =
      """
      select %2$s
      from (
        select distinct near.hop as found
        from unnest($1::uuid[]) as asked (handle)
        cross join lateral (
          select hop from hop_handle
          where handle = asked.handle and %1$s
          order by hop desc limit $3::int) near
        order by found desc limit $4::int) latest
      cross join lateral (select * from hop where seq = latest.found limit 1) stored
      order by seq
      """;

  static final String FIND_OF_ONE = FIND.formatted("tenant = $2::text", Hop.COLUMNS.strip());
  static final String FIND_OF_ALL = FIND.formatted("$2::text is null", Hop.COLUMNS.strip());

  /** In the order in which they were indexed, each row with its handles. */
  static final String PURGE =
      """
      with turn as materialized (
        select pg_try_advisory_xact_lock(%1$d, hashtext('hop')) as mine),
      due as materialized (
        select place, seq, tenant, handles
        from (
          select ctid as place, seq, tenant, handles, published_at from hop
          where (select mine from turn) order by seq limit %2$d) oldest
        where published_at < now() - make_interval(secs => $1::float8)
          or seq <= (select max(seq) from hop) - $2::bigint),
      unnamed as (
        delete from hop_handle where ctid = any(array(
          select stored.ctid
          from due cross join lateral unnest(due.handles) as named (handle)
          cross join lateral (
            select ctid from hop_handle
            where handle = named.handle and tenant = due.tenant and hop = due.seq
            limit 1) stored))
        returning 1),
      gone as (
        delete from hop where ctid = any(array(select place from due))
        returning 1)
      select (select count(*) from gone), (select count(*) from unnamed)
      """
          .formatted(LOCK_CLASS, PURGED_AT_ONCE);

  private static final String TELL_PROGRESS =
      """
      insert into lineage_progress (member, through, told_at)
      values ($1, $2, now())
      on conflict (member) do update
        set through = excluded.through, told_at = excluded.told_at
      """;

  private static final String FORGET_MEMBERS =
      "delete from lineage_progress where told_at < now() - interval '1 day'";

  private static final String PROGRESS =
      """
      select case when count(*) = count(through) then min(through) end from lineage_progress
      where told_at > now() - interval '1 minute'
      """;

  /**
   * Writes down what is new of these, with one statement.
   *
   * @param keep older records are left out
   */
  @AcrossTenants("a set has events of several organizations, each with its own name in its row")
  Uni<Void> keep(Sql sql, List<HopRow> hops, Duration keep) {
    return sql.query(KEEP, rows(hops, keep)).replaceWithVoid();
  }

  /**
   * Those that have one of the handles, in the order in which they were indexed.
   *
   * @param ofEach most that are looked at for one handle, the latest
   * @param most in all, the latest
   */
  Uni<List<Hop>> find(Sql sql, Reach reach, Collection<UUID> handles, int ofEach, int most) {
    return sql.query(
            reach.word() == null ? FIND_OF_ALL : FIND_OF_ONE,
            handles.toArray(UUID[]::new),
            reach.word(),
            ofEach,
            most)
        .map(rows -> rows.stream().map(Hop::of).toList());
  }

  /**
   * Removes some of the oldest that are due, with their handles; none while another replica does.
   *
   * @return how many
   */
  @AcrossTenants("the oldest go first, whosever they are")
  Uni<Long> purge(Sql sql, Duration keep, long mostEvents) {
    return sql.query(PURGE, seconds(keep), mostEvents).map(rows -> rows.get(0).bigint(0));
  }

  /**
   * @param member one replica
   * @param through everything of its partitions that was published before is indexed; null where it
   *     does not know
   */
  @AcrossTenants("how far a replica has read is of no organization")
  Uni<Void> tellProgress(Sql sql, String member, Instant through) {
    Object[] row = Columns.of(List.of()).scalar(member).scalar(through).parameters();
    return sql.query(TELL_PROGRESS, row).chain(() -> sql.query(FORGET_MEMBERS)).replaceWithVoid();
  }

  /** What was published before is indexed; null while nobody indexes, or one does not know. */
  @AcrossTenants("how far the index has come is of no organization")
  Uni<Instant> progress(Sql sql) {
    return sql.query(PROGRESS).map(rows -> rows.get(0).instant(0));
  }

  /** As the statement takes them. */
  static Object[] rows(List<HopRow> hops, Duration keep) {
    return Columns.of(hops)
        .text(HopRow::tenant)
        .text(HopRow::topic)
        .integer(HopRow::partition)
        .bigint(HopRow::offset)
        .instant(HopRow::publishedAt)
        .instant(HopRow::happenedAt)
        .instant(HopRow::receivedAt)
        .text(HopRow::eventId)
        .text(HopRow::type)
        .text(HopRow::source)
        .text(HopRow::causation)
        .text(HopRow::traceId)
        .text(hop -> hop.subject().kind().wire())
        .text(hop -> hop.subject().id())
        .text(HopRow::decision)
        .text(hop -> hop.failure() == null ? null : hop.failure().reader())
        .text(hop -> hop.failure() == null ? null : hop.failure().kind())
        .text(hop -> hop.failure() == null ? null : hop.failure().code())
        .text(hop -> hop.failure() == null ? null : hop.failure().detail())
        .integer(hop -> hop.failure() == null ? null : hop.failure().attempt())
        .text(hop -> hop.failure() == null ? null : hop.failure().version())
        .text(HopRow::redrive)
        .text(hop -> hop.handles().text())
        .integer(hop -> hop.handles().ties())
        .scalar(seconds(keep))
        .parameters();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }
}
