package dev.ramal.events.calls;

import java.time.Instant;

/**
 * A caller left a message. It is fetched and kept as other recordings are: {@link RecordingReady}
 * follows.
 *
 * <p>Type {@code dev.ramal.calls.VoicemailLeft}.
 *
 * @param agentId who was wanted; null when nobody in person, and while the caller is there
 * @param from the caller; withheld when the number is not told
 * @param to which of our numbers
 * @param recordingId the carrier's
 * @param leftAt when the carrier told of it
 */
public record VoicemailLeft(
    String callId, String agentId, String from, String to, String recordingId, Instant leftAt) {
  public static final String TYPE = "dev.ramal.calls.VoicemailLeft";
}
