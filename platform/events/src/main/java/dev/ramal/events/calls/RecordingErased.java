package dev.ramal.events.calls;

import java.time.Instant;

/**
 * A recording was erased here and at the carrier.
 *
 * <p>Type {@code dev.ramal.calls.RecordingErased}.
 *
 * @param recordingId ours
 */
public record RecordingErased(
    String callId, String recordingId, String erasedBy, Instant erasedAt) {
  public static final String TYPE = "dev.ramal.calls.RecordingErased";
}
