package dev.ramal.events.calls;

import java.time.Instant;

/**
 * What was to be done after a call is not: its disposition was corrected.
 *
 * <p>Type {@code dev.ramal.calls.FollowUpWithdrawn}.
 *
 * @param disposition now; null when it was taken back
 */
public record FollowUpWithdrawn(String callId, String disposition, Instant withdrawnAt) {
  public static final String TYPE = "dev.ramal.calls.FollowUpWithdrawn";
}
