package dev.ramal.events.calls;

import java.time.Instant;

/**
 * A recording was erased here and at the carrier.
 *
 * <p>Type {@code dev.ramal.calls.RecordingErased}.
 *
 * @param recordingId ours
 * @param erasedBy id of the person; "retention" when it had been kept long enough
 * @param reason person or retention; null from an older writer
 * @param atCarrier what the carrier said: deleted, or not-there; null from an older writer
 */
public record RecordingErased(
    String callId,
    String recordingId,
    String erasedBy,
    Instant erasedAt,
    String reason,
    String atCarrier) {
  public static final String TYPE = "dev.ramal.calls.RecordingErased";
}
