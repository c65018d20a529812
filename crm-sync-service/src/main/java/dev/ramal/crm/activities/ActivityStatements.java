package dev.ramal.crm.activities;

import dev.ramal.crm.activity.FailureKind;
import dev.ramal.events.TenantId;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.ListStatement;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.SqlRow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements on activities, each for any number of them.
 *
 * <p>Keys come sorted and are looked up one after the other ({@code lateral}), so that two
 * transactions that lock the same activities wait for each other instead of deadlocking, and so
 * that no statistics lead to a scan of the table.
 */
final class ActivityStatements {
  private static final String COLUMNS =
      """
      id, tenant, subject_id, state, revision, call_json, causation, attempts, contact_id, deal_id,
        chosen_deal_id, note_id, failure_kind, failure_reason, created_at, settled_at, kind,
        place_crm
      """;

  /**
   * A row for each activity of a call, with the recording told before the call's end, if one was.
   */
  static final String LOCK = ofCalls("for update");

  /** The same as they stand, whoever holds them. */
  static final String READ = ofCalls("");

  /** One that is there is one that was locked. */
  static final String WRITE =
      """
      insert into activity (%s)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[],
        $7::text[], $8::int[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[],
        $14::text[], $15::timestamptz[], $16::timestamptz[], $17::text[], $18::text[])
      on conflict (id) do update set state = excluded.state, revision = excluded.revision,
        call_json = excluded.call_json, attempts = excluded.attempts,
        contact_id = excluded.contact_id, deal_id = excluded.deal_id,
        chosen_deal_id = excluded.chosen_deal_id, note_id = excluded.note_id,
        failure_kind = excluded.failure_kind, failure_reason = excluded.failure_reason,
        settled_at = excluded.settled_at, place_crm = excluded.place_crm
      """
          .formatted(COLUMNS);

  static final String SENT_AGAIN =
      "update activity set redriven_at = $3 where tenant = $1 and id = any($2)";

  static final String LOCK_WAITING =
      """
      select %s from activity
      where state = 'pending' and created_at < $1 and (created_at, id) > ($2, $3)
      order by created_at, id limit $4::int for update skip locked
      """
          .formatted(COLUMNS);

  /** Of people who are in the CRM: a call to somebody else could not be noted by any means. */
  private static final String FAILURES =
      Stream.of(FailureKind.values())
          .filter(kind -> kind != FailureKind.NO_CONTACT)
          .map(kind -> "'" + kind.word() + "'")
          .collect(Collectors.joining(", ", "array[", "]"));

  /** Each count ends where enough is counted; the last ones are read from the ends of an index. */
  static final String COUNT =
      """
      select %s, %s, %s, %s, %s, last.synced, last.ended, last.broken
      from (select count(*) filter (where state = 'synced') as synced, count(*) as ended,
          count(*) filter (where failure_kind in ('rejected', 'exhausted', 'missing')) as broken
        from (select * from (
          (select state, null as failure_kind, created_at from activity where tenant = $1
             and state = 'synced' order by created_at desc, id desc limit $3::int)
          union all
          (select state, failure_kind, created_at from unnest(%s) as kinds (kind)
           cross join lateral (select state, failure_kind, created_at from activity
             where tenant = $1 and state = 'failed' and failure_kind = kinds.kind
             order by created_at desc, id desc limit $3::int) of_kind)) ended
        order by created_at desc limit $3::int) newest) last
      """
          .formatted(
              counted("pending"),
              counted("writing"),
              counted("synced"),
              countedOf(FAILURES),
              countedOf("array['" + FailureKind.NO_CONTACT.word() + "']"),
              FAILURES);

  /** From the ends of an index: however many there are, three rows are read. */
  static final String TIMES =
      """
      select least(%s, %s), (select settled_at from activity where tenant = $1
        and state = 'synced' order by created_at desc, id desc limit 1)
      """
          .formatted(oldest("pending"), oldest("writing"));

  /**
   * The newest few of each organization whose note is to be looked for, by steps through an index
   * that holds no others. What another process has taken is left to it until its lease ends.
   */
  static final String TAKE_UNVERIFIED =
      """
      with recursive organization as (
        (select tenant from activity where %1$s order by tenant limit 1)
        union all
        select following.tenant from organization cross join lateral (
          select tenant from activity where %1$s and tenant > organization.tenant
          order by tenant limit 1) following
      )
      update activity set verifying_until = now() + make_interval(secs => $4::float8)
      where id = any(array(select newest.id from organization cross join lateral (
        select id from activity where tenant = organization.tenant and %1$s
          and settled_at > $1 and settled_at <= $2
          and (verifying_until is null or verifying_until < now())
        order by settled_at desc limit $3::int for update skip locked) newest))
      returning %2$s
      """
          .formatted("state = 'synced' and verified_at is null", COLUMNS);

  /** Those that the CRM has answered about are not asked about again, the others soon are. */
  static final String LEAVE_UNVERIFIED =
      """
      update activity set verified_at = now()
      where tenant = $1 and state = 'synced' and verified_at is null
      """;

  /**
   * Of what an older version began, which did not say where: what may stand there, and what stands
   * there and is followed, or may still be. In the order in which all others lock them.
   */
  static final String LEAVE_PLACES =
      """
      update activity set place_crm = $2 where id = any(array(
        select id from activity begun
        where tenant = $1 and deal_id is not null and place_crm is null
          and (state in ('writing', 'failed')
            or state = 'synced' and (settled_at > now() - interval '30 days'
              or exists (select from activity following where following.tenant = begun.tenant
                and following.subject_id = begun.subject_id and following.id <> begun.id
                and following.state in ('pending', 'writing'))))
        order by tenant, subject_id, kind for update))
      """;

  static final String VERIFIED =
      """
      update activity set verifying_until = null,
        verified_at = case when id = any($3) then now() else verified_at end
      where tenant = $1 and id = any($2)
      """;

  static final String PURGE =
      """
      delete from activity where id = any(array(select id from activity
        where state in ('synced', 'failed') and state = $1 and settled_at < $2
        order by settled_at limit $3::int for update skip locked))
      returning 1
      """;

  static final String PURGE_RECORDINGS =
      """
      delete from early_recording where ctid = any(array(select ctid from early_recording
        where told_at < $1 order by told_at limit $2::int))
      returning 1
      """;

  static final String KEEP_RECORDINGS =
      """
      insert into early_recording (tenant, call_id, media_path, told_at)
      select *, $4::timestamptz from unnest($1::text[], $2::text[], $3::text[])
      on conflict (tenant, call_id) do nothing
      """;

  private ActivityStatements() {}

  private static String ofCalls(String locked) {
    return """
    select a.*, early.media_path, wanted.*
    from unnest($1::text[], $2::text[]) as wanted (tenant, call_id)
    left join lateral (select %s from activity
      where tenant = wanted.tenant and subject_id = wanted.call_id
      order by kind %s) a on true
    left join lateral (select media_path from early_recording
      where tenant = wanted.tenant and call_id = wanted.call_id limit 1) early on true
    """
        .formatted(COLUMNS, locked);
  }

  private static String counted(String state) {
    return "(select count(*) from (select from activity where tenant = $1 and state = '"
        + state
        + "' order by created_at desc, id desc limit $2::int) counted)";
  }

  private static String oldest(String state) {
    return "(select created_at from activity where tenant = $1 and state = '"
        + state
        + "' order by created_at, id limit 1)";
  }

  private static String countedOf(String kinds) {
    return "(select count(*) from (select from unnest("
        + kinds
        + ") as kinds (kind) cross join lateral (select from activity where tenant = $1"
        + " and state = 'failed' and failure_kind = kinds.kind"
        + " order by created_at desc, id desc limit $2::int) of_kind limit $2::int) counted)";
  }

  /**
   * @param kind null for every kind
   * @param behind null for the first page
   */
  static ListStatement failures(TenantId tenant, FailureKind kind, Cursor behind, int most) {
    return ListStatement.of(
            "select " + COLUMNS + " from activity where tenant = $1 and state = 'failed'",
            tenant.value())
        .and("failure_kind = ?", kind == null ? null : kind.word())
        .newestFirst("created_at", "id", behind, most);
  }

  /**
   * Calls with a contact of the CRM whose note stands there, or may.
   *
   * @param behind null for the first page
   */
  static ListStatement ofContact(TenantId tenant, String contactId, Cursor behind, int most) {
    return ListStatement.of(
            "select " + COLUMNS + " from activity where tenant = $1 and contact_id = $2",
            tenant.value(),
            contactId)
        .and("kind = 'call'")
        .newestFirst("created_at", "id", behind, most);
  }

  static Object[] ofCalls(Collection<CallKey> calls) {
    List<CallKey> sorted = calls.stream().distinct().sorted().toList();
    return Columns.of(sorted).text(CallKey::tenant).text(CallKey::callId).parameters();
  }

  static Object[] ofRows(List<ActivityRow> rows) {
    return Columns.of(rows)
        .text(row -> row.id)
        .text(row -> row.tenant)
        .text(row -> row.callId)
        .text(row -> row.state)
        .integer(row -> row.revision)
        .text(row -> row.callJson)
        .text(row -> row.causation)
        .integer(row -> row.attempts)
        .text(row -> row.contactId)
        .text(row -> row.dealId)
        .text(row -> row.chosenDealId)
        .text(row -> row.noteId)
        .text(row -> row.failureKind)
        .text(row -> row.failureReason)
        .instant(row -> row.createdAt)
        .instant(row -> row.endedAt)
        .text(row -> row.kind)
        .text(row -> row.placeCrm)
        .parameters();
  }

  static Object[] ofRecordings(Map<CallKey, String> paths, Instant toldAt) {
    List<Map.Entry<CallKey, String>> sorted =
        paths.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    return Columns.of(sorted)
        .text(recording -> recording.getKey().tenant())
        .text(recording -> recording.getKey().callId())
        .text(Map.Entry::getValue)
        .scalar(toldAt)
        .parameters();
  }

  /** A row of {@link #LOCK}. */
  static void read(SqlRow row, ActivitySet set) {
    set.loaded(
        new CallKey(TenantId.of(row.text(19)), row.text(20)),
        row.text(0) == null ? null : ActivityRow.read(row).read(),
        row.text(18));
  }
}
