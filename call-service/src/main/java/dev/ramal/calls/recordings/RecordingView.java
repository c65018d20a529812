package dev.ramal.calls.recordings;

import dev.ramal.events.Carrier;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A recording as the history shows it.
 *
 * @param source call, conference, voicemail or trunk; null when the carrier did not say
 * @param media path that gives a short-lived link; null until it is stored
 */
@Schema(name = "Recording")
record RecordingView(
    String id,
    String callId,
    Carrier carrier,
    RecordingState status,
    @Schema(nullable = true) String source,
    @Schema(nullable = true) Integer seconds,
    @Schema(nullable = true) Integer channels,
    @Schema(nullable = true) String contentType,
    @Schema(nullable = true) Long bytes,
    @Schema(nullable = true) String sha256,
    @Schema(nullable = true) Instant startedAt,
    @Schema(nullable = true) Instant readyAt,
    @Schema(nullable = true) String media) {

  static RecordingView of(RecordingRow row) {
    return new RecordingView(
        row.key.id(),
        row.callId,
        row.carrier,
        row.state,
        row.source,
        row.seconds,
        row.channels,
        row.contentType,
        row.bytes,
        row.sha256,
        row.startedAt,
        row.readyAt,
        row.state == RecordingState.STORED ? "/api/recordings/" + row.key.id() + "/media" : null);
  }
}
