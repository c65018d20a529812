package dev.ramal.events.calls;

import dev.ramal.events.LegName;
import java.time.Instant;

/**
 * The carrier has muted the agent: nobody hears what the agent says.
 *
 * <p>Type {@code dev.ramal.calls.CallMuted}.
 *
 * @param leg who is muted
 */
public record CallMuted(String callId, LegName leg, Instant mutedAt) {
  public static final String TYPE = "dev.ramal.calls.CallMuted";
}
