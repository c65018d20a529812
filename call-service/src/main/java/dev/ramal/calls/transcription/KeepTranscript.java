package dev.ramal.calls.transcription;

import dev.ramal.calls.carrier.Transcript;
import dev.ramal.calls.transcription.TranscriptState.Event;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.TranscriptReady;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Keeps what was written down, with what it amounts to, and tells that it is there. */
@ApplicationScoped
class KeepTranscript {
  private final TranscriptRepository repository;
  private final TranscriptionSettingsRepository settings;
  private final TalkAnalysis analysis;
  private final Outbox outbox;
  private final Events events;
  private final TranscriptionConfig config;
  private final Clock clock;

  KeepTranscript(
      TranscriptRepository repository,
      TranscriptionSettingsRepository settings,
      TalkAnalysis analysis,
      Outbox outbox,
      Events events,
      TranscriptionConfig config,
      Clock clock) {
    this.repository = repository;
    this.settings = settings;
    this.analysis = analysis;
    this.outbox = outbox;
    this.events = events;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Once: what is there already stays as it is.
   *
   * @param row locked by this transaction
   */
  Uni<Void> keep(Sql sql, TranscriptRow row, Transcript whole) {
    if (!row.apply(Event.READY)) {
      return Uni.createFrom().voidItem();
    }
    Transcript kept = whole.upTo(config.longestText());
    return settings
        .of(sql, row.tenant())
        .chain(
            now -> {
              row.wording = kept;
              row.analysis = analysis.of(kept, seconds(row, kept), now.keywords());
              row.words = row.analysis.words();
              row.readyAt = clock.instant();
              row.reason = null;
              return Sql.together(List.of(repository.save(sql, row), tell(sql, row, kept)));
            });
  }

  private Uni<Void> tell(Sql sql, TranscriptRow row, Transcript kept) {
    TranscriptReady ready =
        new TranscriptReady(
            row.recording.callId(),
            row.recording.recordingId(),
            row.recording.carrier(),
            row.step,
            row.language,
            seconds(row, kept),
            row.words,
            kept.isTimed(),
            kept.truncated(),
            "/api/calls/" + row.recording.callId() + "/transcripts",
            row.readyAt);
    return outbox.append(
        sql, events.create(row.tenant(), Topics.CALLS, row.recording.callId(), null, ready));
  }

  private static Integer seconds(TranscriptRow row, Transcript kept) {
    return kept.seconds() == null ? row.recording.seconds() : kept.seconds();
  }
}
