package dev.ramal.calls.transcription;

import dev.ramal.calls.carrier.Transcript;
import dev.ramal.calls.carrier.Transcript.Party;
import dev.ramal.calls.carrier.Transcript.Sentence;
import dev.ramal.calls.transcription.TalkAnalysis.Analysis;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A transcript as it is shown to whoever may hear the call.
 *
 * @param step who writes it down
 * @param reason why there is none: never-came, or the step's word; null while there may be one
 * @param truncated whether it was longer than is kept; null until it is ready
 * @param sentences empty until it is ready, and once it is to go
 * @param analysis null until it is ready, and once it is to go
 */
@Schema(name = "Transcript")
record TranscriptView(
    String recordingId,
    String callId,
    TranscriptState status,
    String step,
    String language,
    @Schema(nullable = true) String reason,
    @Schema(nullable = true) Integer seconds,
    @Schema(nullable = true) Integer words,
    @Schema(nullable = true) Boolean truncated,
    Instant requestedAt,
    @Schema(nullable = true) Instant readyAt,
    @Schema(nullable = true) Instant erasedAt,
    List<Said> sentences,
    @Schema(nullable = true) Analysis analysis) {

  /**
   * What one person says.
   *
   * @param party null where the step does not say who speaks
   * @param fromMillis since the recording's beginning; null where the step does not say when
   * @param toMillis the same
   */
  @Schema(name = "TranscriptSentence")
  record Said(
      @Schema(
              nullable = true,
              enumeration = {"agent", "lead"})
          Party party,
      @Schema(nullable = true) Long fromMillis,
      @Schema(nullable = true) Long toMillis,
      String text) {
    static Said of(Sentence sentence) {
      return new Said(
          sentence.party(), sentence.fromMillis(), sentence.toMillis(), sentence.text());
    }
  }

  static TranscriptView of(TranscriptRow row) {
    Transcript there = row.wording;
    return new TranscriptView(
        row.recording.recordingId(),
        row.recording.callId(),
        row.state,
        row.step,
        row.language,
        row.reason,
        there == null || there.seconds() == null ? row.recording.seconds() : there.seconds(),
        row.words,
        there == null ? null : there.truncated(),
        row.createdAt,
        row.readyAt,
        row.erasedAt,
        there == null ? List.of() : there.sentences().stream().map(Said::of).toList(),
        row.analysis);
  }
}
