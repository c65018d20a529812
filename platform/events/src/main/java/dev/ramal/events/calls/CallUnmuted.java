package dev.ramal.events.calls;

import dev.ramal.events.LegName;
import java.time.Instant;

/**
 * The agent is heard again.
 *
 * <p>Type {@code dev.ramal.calls.CallUnmuted}.
 *
 * @param leg who was muted
 */
public record CallUnmuted(String callId, LegName leg, Instant unmutedAt) {
  public static final String TYPE = "dev.ramal.calls.CallUnmuted";
}
