package dev.ramal.calls.transcription;

import dev.ramal.calls.carrier.Transcript;
import dev.ramal.calls.recordings.RecordingStep.Recorded;
import dev.ramal.calls.transcription.TalkAnalysis.Analysis;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.SqlRow;
import java.time.Instant;
import java.util.Optional;

/** A transcript as it is stored. Read and written by {@link TranscriptRepository}. */
final class TranscriptRow {
  /** As {@link #read} takes them. */
  static final String COLUMNS =
      "recording, step, language, state, handle, reason, wording, words, analysis, created_at,"
          + " ready_at, erased_at";

  final Recorded recording;
  final String step;
  final String language;
  final Instant createdAt;
  TranscriptState state;

  /** The step's id of it; null where it has none, or has not said it. */
  String handle;

  /** Why there is none; null while there may be one. */
  String reason;

  /** Null before, and once it is to go. */
  Transcript wording;

  Integer words;
  Analysis analysis;
  Instant readyAt;
  Instant erasedAt;

  private TranscriptRow(
      Recorded recording, String step, String language, TranscriptState state, Instant createdAt) {
    this.recording = recording;
    this.step = step;
    this.language = language;
    this.state = state;
    this.createdAt = createdAt;
  }

  /** From {@link #COLUMNS}. */
  static TranscriptRow read(SqlRow columns) {
    TranscriptRow row =
        new TranscriptRow(
            EventJson.read(columns.text(0), Recorded.class),
            columns.text(1),
            columns.text(2),
            TranscriptState.valueOf(columns.text(3)),
            columns.instant(9));
    row.handle = columns.text(4);
    row.reason = columns.text(5);
    row.wording = read(columns.text(6), Transcript.class);
    row.words = columns.integer(7);
    row.analysis = read(columns.text(8), Analysis.class);
    row.readyAt = columns.instant(10);
    row.erasedAt = columns.instant(11);
    return row;
  }

  private static <T extends Record> T read(String json, Class<T> type) {
    return json == null ? null : EventJson.read(json, type);
  }

  TenantId tenant() {
    return recording.tenant();
  }

  RowKey key() {
    return recording.key();
  }

  /** Whether the step has shown that it keeps something of it. */
  boolean isKnownToBeKept() {
    return readyAt != null || handle != null;
  }

  /** Whether the event said something to it as it stands. */
  boolean apply(TranscriptState.Event event) {
    Optional<TranscriptState> next = state.on(event);
    next.ifPresent(to -> state = to);
    return next.isPresent();
  }
}
