package dev.ramal.calls.recordings;

import dev.ramal.calls.carrier.Erasure;
import dev.ramal.events.Carrier;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A recording as the history shows it.
 *
 * @param source call, conference, voicemail or trunk; null when the carrier did not say
 * @param media path that gives a short-lived link; null until it is stored
 * @param erasedAt when it was gone everywhere; null before
 * @param erasedBecause person or retention; null until it is to go
 * @param atCarrier what the carrier said when it was to erase it; null before
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
    @Schema(nullable = true) String media,
    @Schema(nullable = true) Instant erasedAt,
    @Schema(
            nullable = true,
            enumeration = {"person", "retention"})
        String erasedBecause,
    @Schema(nullable = true) Erasure atCarrier) {

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
        row.state == RecordingState.STORED ? "/api/recordings/" + row.key.id() + "/media" : null,
        row.erasedAt,
        row.eraseReason,
        Erasure.of(row.atCarrier));
  }
}
