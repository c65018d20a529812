package dev.ramal.events.calls;

import dev.ramal.events.Carrier;
import java.time.Instant;

/**
 * A recording lies in our own store.
 *
 * <p>Type {@code dev.ramal.calls.RecordingReady}.
 *
 * @param recordingId ours
 * @param storedObject key in the store
 * @param seconds null when nobody said
 * @param channels null when nobody said
 * @param mediaPath path of the public API under which it is played
 * @param playerPath path of the page that plays it for a person, as the organization allows: what
 *     follows the {@code #} may open it without a login; null in events of before
 * @param recordedAt when it ended, as the carrier says, however late it is fetched; null in events
 *     of before
 */
public record RecordingReady(
    String callId,
    String recordingId,
    String carrierRecordingId,
    Carrier carrier,
    String storedObject,
    String contentType,
    Integer seconds,
    long bytes,
    Integer channels,
    String mediaPath,
    String playerPath,
    Instant readyAt,
    Instant recordedAt) {
  public static final String TYPE = "dev.ramal.calls.RecordingReady";
}
