package dev.ramal.events.calls;

import dev.ramal.events.LegName;
import java.time.Instant;

/**
 * The lead's phone rings. Not every carrier says so.
 *
 * <p>Type {@code dev.ramal.calls.CallRinging}.
 */
public record CallRinging(String callId, LegName leg, Instant ringingAt) {
  public static final String TYPE = "dev.ramal.calls.CallRinging";
}
