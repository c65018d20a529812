package dev.ramal.events.calls;

import dev.ramal.events.LegName;
import java.time.Instant;

/**
 * The carrier has put the lead on hold: the lead hears music, and nobody.
 *
 * <p>Type {@code dev.ramal.calls.CallHeld}.
 *
 * @param leg who is on hold
 */
public record CallHeld(String callId, LegName leg, Instant heldAt) {
  public static final String TYPE = "dev.ramal.calls.CallHeld";
}
