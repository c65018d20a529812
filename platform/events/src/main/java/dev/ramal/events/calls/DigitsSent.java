package dev.ramal.events.calls;

import dev.ramal.events.LegName;
import java.time.Instant;

/**
 * The carrier has taken keys that the agent pressed, for the lead's side to hear. Which ones is
 * told to nobody: they may be a secret.
 *
 * <p>Type {@code dev.ramal.calls.DigitsSent}.
 *
 * @param leg to which they were sent
 */
public record DigitsSent(String callId, LegName leg, Instant sentAt) {
  public static final String TYPE = "dev.ramal.calls.DigitsSent";
}
