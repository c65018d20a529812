package dev.ramal.calls.recordings;

import static java.time.ZoneOffset.UTC;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.lifecycle.CallRef;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Recordings in the database. */
@ApplicationScoped
class RecordingRepository {
  /**
   * A callback that names no recording has the id of its fact stand in for one: such a one is not
   * told from what the carrier has listed of that leg by anything but when it began.
   */
  private static final String REMEMBER =
      """
      insert into recordings (tenant, id, call_id, leg, carrier, connection_id, carrier_call_id,
        carrier_session_id, carrier_recording_id, media_url, media_url_until, state, seconds,
        channels, started_at, recorded_at, causation, created_at, source)
      select tenant, id, call_id, leg, carrier, connection_id, carrier_call_id,
        carrier_session_id, carrier_recording_id, media_url, media_url_until, 'PENDING', seconds,
        channels, started_at, recorded_at, causation, created_at, source
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
        $7::text[], $8::text[], $9::text[], $10::text[], $11::timestamptz[], $12::int[],
        $13::int[], $14::timestamptz[], $15::timestamptz[], $16::text[], $17::timestamptz[], $18::text[])
        as given (tenant, id, call_id, leg, carrier, connection_id, carrier_call_id,
          carrier_session_id, carrier_recording_id, media_url, media_url_until, seconds,
          channels, started_at, recorded_at, causation, created_at, source)
      where carrier_recording_id is distinct from causation or not exists (
        select 1 from recordings listed
        where listed.tenant = given.tenant and listed.call_id = given.call_id
          and listed.carrier_call_id = given.carrier_call_id and listed.causation is null
          and abs(extract(epoch from listed.started_at - given.started_at)) < 5)
      order by tenant, carrier, carrier_recording_id
      on conflict do nothing
      returning id
      """;

  private static final String FIND =
      "select " + RecordingRow.COLUMNS + " from recordings where tenant = $1 and id = $2";

  private static final String LOCK = FIND + " for update";

  private static final String OF_CALL =
      "select "
          + RecordingRow.COLUMNS
          + " from recordings where tenant = $1 and call_id = $2 order by recorded_at";

  private static final String CALL_OF =
      "select call_id from recordings where tenant = $1 and id = $2";

  private static final String ANY_OF =
      "select 1 from recordings where tenant = $1 and call_id = $2 limit 1";

  private static final String SAVE =
      """
      update recordings set state = $3, media_url = $4, media_url_until = $5, seconds = $6,
        channels = $7, stored_object = $8, content_type = $9, bytes = $10, sha256 = $11,
        last_error = $12, ready_at = $13, erased_at = $14, erased_by = $15, erase_reason = $16,
        at_carrier = $17
      where tenant = $1 and id = $2
      """;

  /**
   * Once per recording of the carrier's, however often it is told of or listed.
   *
   * @return ids of those that were told of for the first time
   */
  Uni<Set<String>> remember(Sql sql, List<RecordingRow> rows) {
    return sql.query(
            REMEMBER,
            Columns.of(rows)
                .text(row -> row.key.tenant())
                .text(row -> row.key.id())
                .text(row -> row.callId)
                .text(row -> row.leg)
                .text(row -> row.carrier.name())
                .text(row -> row.connectionId)
                .text(row -> row.carrierCallId)
                .text(row -> row.carrierSessionId)
                .text(row -> row.carrierRecordingId)
                .text(row -> row.mediaUrl)
                .instant(row -> row.mediaUrlUntil)
                .integer(row -> row.seconds)
                .integer(row -> row.channels)
                .instant(row -> row.startedAt)
                .instant(row -> row.recordedAt)
                .text(row -> row.causation)
                .instant(row -> row.createdAt)
                .text(row -> row.source)
                .parameters())
        .map(stored -> stored.stream().map(row -> row.text(0)).collect(Collectors.toSet()));
  }

  Uni<Optional<RecordingRow>> find(Sql sql, RowKey key) {
    return sql.query(FIND, key.tenant(), key.id()).map(RecordingRepository::first);
  }

  /** Locked until the transaction ends. */
  Uni<Optional<RecordingRow>> lock(Sql sql, RowKey key) {
    return sql.query(LOCK, key.tenant(), key.id()).map(RecordingRepository::first);
  }

  /** Of which call a recording is. */
  Uni<Optional<CallId>> callOf(Sql sql, RowKey key) {
    return sql.query(CALL_OF, key.tenant(), key.id())
        .map(rows -> rows.stream().findFirst().map(row -> CallId.of(row.text(0))));
  }

  /** Whether a call has one, in whatever state. */
  Uni<Boolean> anyOf(Sql sql, CallRef call) {
    return sql.query(ANY_OF, call.tenant().value(), call.id().value())
        .map(found -> !found.isEmpty());
  }

  Uni<List<RecordingRow>> ofCall(Sql sql, TenantId tenant, String callId) {
    return sql.query(OF_CALL, tenant.value(), callId)
        .map(rows -> rows.stream().map(RecordingRow::read).toList());
  }

  /** Stores what may change of a recording that is locked. */
  Uni<Void> save(Sql sql, RecordingRow row) {
    return sql.query(
            SAVE,
            row.key.tenant(),
            row.key.id(),
            row.state.name(),
            row.mediaUrl,
            time(row.mediaUrlUntil),
            row.seconds,
            row.channels,
            row.storedObject,
            row.contentType,
            row.bytes,
            row.sha256,
            row.lastError,
            time(row.readyAt),
            time(row.erasedAt),
            row.erasedBy,
            row.eraseReason,
            row.atCarrier)
        .replaceWithVoid();
  }

  private static Optional<RecordingRow> first(List<SqlRow> rows) {
    return rows.stream().findFirst().map(RecordingRow::read);
  }

  private static OffsetDateTime time(Instant instant) {
    return instant == null ? null : instant.atOffset(UTC);
  }
}
