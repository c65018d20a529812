package dev.ramal.events.calls;

import dev.ramal.events.LegName;
import java.time.Instant;

/**
 * The carrier records nothing for now: what is said is on no file.
 *
 * <p>Type {@code dev.ramal.calls.RecordingPaused}.
 *
 * @param leg whose leg is recorded
 */
public record RecordingPaused(String callId, LegName leg, Instant pausedAt) {
  public static final String TYPE = "dev.ramal.calls.RecordingPaused";
}
