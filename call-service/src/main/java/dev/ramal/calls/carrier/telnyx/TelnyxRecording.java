package dev.ramal.calls.carrier.telnyx;

import dev.ramal.calls.carrier.RecordingPort.ListedRecording;
import java.time.OffsetDateTime;
import java.util.Map;

/**
 * A recording as {@code GET /recordings} tells it.
 *
 * @param downloadUrls by format; signed, live for minutes
 */
record TelnyxRecording(
    String id,
    String callControlId,
    String callLegId,
    String callSessionId,
    String channels,
    Integer durationMillis,
    String status,
    OffsetDateTime recordingStartedAt,
    Map<String, String> downloadUrls) {

  ListedRecording listed() {
    return new ListedRecording(
        id,
        status == null ? "in-progress" : status,
        seconds(),
        channelCount(),
        recordingStartedAt == null ? null : recordingStartedAt.toInstant());
  }

  /**
   * @param handle control id or leg id; null for any leg
   */
  boolean isOfLeg(String handle) {
    return handle == null
        || callControlId == null
        || handle.equals(callControlId)
        || handle.equals(callLegId);
  }

  Integer seconds() {
    return durationMillis == null ? null : Math.round(durationMillis / 1000f);
  }

  Integer channelCount() {
    return channels == null ? null : channels.equals("dual") ? 2 : 1;
  }

  /** Null when there is none to fetch. */
  String mp3() {
    return downloadUrls == null ? null : downloadUrls.get("mp3");
  }
}
