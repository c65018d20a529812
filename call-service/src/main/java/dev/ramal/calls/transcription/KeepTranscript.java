package dev.ramal.calls.transcription;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.carrier.Transcript;
import dev.ramal.calls.carrier.Transcript.Sentence;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.calls.recordings.RecordingStep.Recorded;
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
import java.util.Objects;
import java.util.Optional;

/** Keeps what was written down, with what it amounts to, and tells that it is there. */
@ApplicationScoped
class KeepTranscript {
  private final TranscriptRepository repository;
  private final TranscriptionSettingsRepository settings;
  private final CallRepository calls;
  private final TalkAnalysis analysis;
  private final Outbox outbox;
  private final Events events;
  private final TranscriptionConfig config;
  private final Clock clock;

  KeepTranscript(
      TranscriptRepository repository,
      TranscriptionSettingsRepository settings,
      CallRepository calls,
      TalkAnalysis analysis,
      Outbox outbox,
      Events events,
      TranscriptionConfig config,
      Clock clock) {
    this.repository = repository;
    this.settings = settings;
    this.calls = calls;
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
    Integer seconds = seconds(row.recording, whole);
    return Uni.combine()
        .all()
        .unis(settings.of(sql, row.tenant()), callOf(sql, row))
        .with(
            (now, call) -> {
              row.wording = kept;
              row.analysis = analysis.of(kept, seconds, now.keywords());
              row.words = row.analysis.words();
              row.readyAt = clock.instant();
              row.reason = null;
              return ready(row, seconds, call);
            })
        .chain(
            ready ->
                Sql.together(
                    List.of(
                        repository.save(sql, row),
                        outbox.append(
                            sql,
                            events.create(
                                row.tenant(), Topics.CALLS, ready.callId(), null, ready)))));
  }

  private Uni<Optional<CallDetails>> callOf(Sql sql, TranscriptRow row) {
    String id = row.recording.callId();
    return CallId.isValid(id)
        ? calls.find(sql, row.tenant(), CallId.of(id)).map(found -> found.map(Call::details))
        : Uni.createFrom().item(Optional.empty());
  }

  private static TranscriptReady ready(
      TranscriptRow row, Integer seconds, Optional<CallDetails> call) {
    return new TranscriptReady(
        row.recording.callId(),
        row.recording.recordingId(),
        row.recording.carrier(),
        row.step,
        row.language,
        seconds,
        row.words,
        row.wording.isTimed(),
        row.wording.truncated(),
        "/api/calls/" + row.recording.callId() + "/transcripts",
        row.readyAt,
        call.map(CallDetails::agentId).orElse(null),
        call.map(CallDetails::agentName).orElse(null),
        call.map(CallDetails::contactId).orElse(null),
        call.map(CallDetails::campaignId).orElse(null));
  }

  /** Of what was written down, however much of it is kept: it is charged. */
  static Integer seconds(Recorded recording, Transcript whole) {
    if (whole.seconds() != null) {
      return whole.seconds();
    }
    return recording.seconds() != null ? recording.seconds() : lastWord(whole);
  }

  /** When the last word had been said; null where nobody says who spoke when. */
  private static Integer lastWord(Transcript whole) {
    return whole.sentences().stream()
        .map(Sentence::toMillis)
        .filter(Objects::nonNull)
        .max(Long::compare)
        .map(millis -> (int) ((millis + 999) / 1000))
        .orElse(null);
  }
}
