package dev.ramal.events.calls;

import dev.ramal.events.LegName;
import java.time.Instant;

/**
 * The carrier has taken the lead off hold.
 *
 * <p>Type {@code dev.ramal.calls.CallResumed}.
 *
 * @param leg who was on hold
 */
public record CallResumed(String callId, LegName leg, Instant resumedAt) {
  public static final String TYPE = "dev.ramal.calls.CallResumed";
}
