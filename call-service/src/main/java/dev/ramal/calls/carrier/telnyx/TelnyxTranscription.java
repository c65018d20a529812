package dev.ramal.calls.carrier.telnyx;

import dev.ramal.calls.carrier.Transcript;
import dev.ramal.calls.carrier.Transcript.Sentence;
import java.util.List;

/** A transcription as {@code GET /recording_transcriptions} tells it: no times, no speakers. */
record TelnyxTranscription(
    String id,
    String recordingId,
    Integer durationMillis,
    String status,
    String transcriptionText) {

  boolean isCompleted() {
    return "completed".equals(status);
  }

  Transcript transcript() {
    Integer seconds = durationMillis == null ? null : Math.round(durationMillis / 1000f);
    return Transcript.of(seconds, List.of(new Sentence(null, null, null, transcriptionText)));
  }
}
