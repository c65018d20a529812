package dev.ramal.events.calls;

import dev.ramal.events.LegName;
import java.time.Instant;

/**
 * The carrier records again, after a pause.
 *
 * <p>Type {@code dev.ramal.calls.RecordingResumed}.
 *
 * @param leg whose leg is recorded
 */
public record RecordingResumed(String callId, LegName leg, Instant resumedAt) {
  public static final String TYPE = "dev.ramal.calls.RecordingResumed";
}
