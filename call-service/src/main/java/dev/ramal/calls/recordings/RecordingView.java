package dev.ramal.calls.recordings;

import dev.ramal.events.Carrier;
import java.time.Instant;

/**
 * A recording as the history shows it.
 *
 * @param source call, conference, voicemail or trunk; null when the carrier did not say
 * @param media path that gives a short-lived link; null until it is stored
 */
record RecordingView(
    String id,
    String callId,
    Carrier carrier,
    RecordingState status,
    String source,
    Integer seconds,
    Integer channels,
    String contentType,
    Long bytes,
    String sha256,
    Instant startedAt,
    Instant readyAt,
    String media) {

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
