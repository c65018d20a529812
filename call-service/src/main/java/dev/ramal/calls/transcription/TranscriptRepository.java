package dev.ramal.calls.transcription;

import static java.time.ZoneOffset.UTC;

import dev.ramal.calls.recordings.RecordingStep.Recorded;
import dev.ramal.calls.transcription.TranscriptFacts.ToldTranscript;
import dev.ramal.events.EventJson;
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
import java.util.stream.Stream;

/** What recordings say. */
@ApplicationScoped
class TranscriptRepository {
  private static final String WANT =
      """
      insert into transcripts (tenant, recording_id, call_id, carrier, connection_id,
        carrier_recording_id, recording, step, language, state, created_at)
      select $1, $2, $3, $4, $5, $6, $7, step, language, 'PENDING', $8::timestamptz
      from transcription_settings where tenant = $1 and step <> 'none'
      on conflict (tenant, recording_id) do nothing
      returning 1
      """;

  private static final String BURY =
      """
      insert into transcripts (tenant, recording_id, call_id, carrier, connection_id,
        carrier_recording_id, recording, step, language, state, created_at)
      select $1, $2, $3, $4, $5, $6, $7, $9, language, 'ERASING', $8::timestamptz
      from transcription_settings where tenant = $1
      on conflict (tenant, recording_id) do nothing
      """;

  private static final String FIND =
      "select "
          + TranscriptRow.COLUMNS
          + " from transcripts where tenant = $1 and recording_id = $2";

  private static final String LOCK = FIND + " for update";

  private static final String OF_CALL =
      "select "
          + TranscriptRow.COLUMNS
          + " from transcripts where tenant = $1 and call_id = $2 order by created_at";

  private static final String SAVE =
      """
      update transcripts set state = $3, handle = $4, reason = $5, wording = $6, words = $7,
        analysis = $8, ready_at = $9, erased_at = $10
      where tenant = $1 and recording_id = $2
      """;

  /** From every state that {@link TranscriptState.Event#ERASE} takes out of. */
  private static final String WITHDRAW =
      """
      update transcripts set state = 'ERASING', wording = null, analysis = null
      from unnest($1::text[], $2::text[]) as going (tenant, recording_id)
      where transcripts.tenant = going.tenant and transcripts.recording_id = going.recording_id
        and state <> 'ERASED'
      """;

  private static final String TOLD =
      """
      select known.tenant, known.recording_id, known.connection_id, known.state
      from unnest($1::text[], $2::text[], $3::text[], $4::text[])
        as told (tenant, carrier, recording, handle)
      cross join lateral (
        select tenant, recording_id, connection_id, state from transcripts
        where tenant = told.tenant and carrier = told.carrier
          and carrier_recording_id = told.recording
        union
        select tenant, recording_id, connection_id, state from transcripts
        where tenant = told.tenant and carrier = told.carrier and handle = told.handle) known
      """;

  /** One that a carrier has told of. */
  record Told(RowKey key, String connectionId, TranscriptState state) {}

  /**
   * Where the organization has recordings written down; once for each.
   *
   * @return whether it is to be asked for
   */
  Uni<Boolean> want(Sql sql, Recorded recording, Instant now) {
    return sql.query(WANT, begun(recording, now)).map(stored -> !stored.isEmpty());
  }

  /**
   * One that nobody asked for, of a recording that is to go: what is told of it later is erased.
   * Nothing where the organization never had anything written down.
   *
   * @param step that may have written it down all the same
   */
  Uni<Void> bury(Sql sql, Recorded recording, String step, Instant now) {
    return sql.query(
            BURY, Stream.concat(Stream.of(begun(recording, now)), Stream.of(step)).toArray())
        .replaceWithVoid();
  }

  private static Object[] begun(Recorded recording, Instant now) {
    return new Object[] {
      recording.tenant().value(),
      recording.recordingId(),
      recording.callId(),
      recording.carrier().name(),
      recording.connectionId(),
      recording.carrierRecordingId(),
      EventJson.write(recording),
      time(now)
    };
  }

  Uni<Optional<TranscriptRow>> find(Sql sql, RowKey recording) {
    return sql.query(FIND, recording.tenant(), recording.id()).map(TranscriptRepository::first);
  }

  /** Locked until the transaction ends. */
  Uni<Optional<TranscriptRow>> lock(Sql sql, RowKey recording) {
    return sql.query(LOCK, recording.tenant(), recording.id()).map(TranscriptRepository::first);
  }

  Uni<List<TranscriptRow>> ofCall(Sql sql, TenantId tenant, String callId) {
    return sql.query(OF_CALL, tenant.value(), callId)
        .map(rows -> rows.stream().map(TranscriptRow::read).toList());
  }

  /** Stores what may change of one that is locked. */
  Uni<Void> save(Sql sql, TranscriptRow row) {
    return sql.query(
            SAVE,
            row.tenant().value(),
            row.recording.recordingId(),
            row.state.name(),
            row.handle,
            row.reason,
            json(row.wording),
            row.words,
            json(row.analysis),
            time(row.readyAt),
            time(row.erasedAt))
        .replaceWithVoid();
  }

  /** What was said leaves them at once. */
  Uni<Void> withdraw(Sql sql, List<RowKey> recordings) {
    return sql.query(
            WITHDRAW, Columns.of(recordings).text(RowKey::tenant).text(RowKey::id).parameters())
        .replaceWithVoid();
  }

  /** Those that carriers tell of, by the carrier's id of the recording or of the transcript. */
  Uni<List<Told>> told(Sql sql, List<ToldTranscript> told) {
    return sql.query(
            TOLD,
            Columns.of(told)
                .text(one -> one.tenant().value())
                .text(one -> one.fact().carrier().name())
                .text(one -> one.fact().recordingId())
                .text(one -> one.fact().transcriptId())
                .parameters())
        .map(rows -> rows.stream().map(TranscriptRepository::told).distinct().toList());
  }

  private static Told told(SqlRow row) {
    return new Told(
        new RowKey(row.text(0), row.text(1)), row.text(2), TranscriptState.valueOf(row.text(3)));
  }

  private static Optional<TranscriptRow> first(List<SqlRow> rows) {
    return rows.stream().findFirst().map(TranscriptRow::read);
  }

  private static String json(Record value) {
    return value == null ? null : EventJson.write(value);
  }

  private static OffsetDateTime time(Instant instant) {
    return instant == null ? null : instant.atOffset(UTC);
  }
}
