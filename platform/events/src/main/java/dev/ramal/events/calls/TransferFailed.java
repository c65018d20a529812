package dev.ramal.events.calls;

import dev.ramal.events.LegName;
import java.time.Instant;

/**
 * The lead was to be handed over and was not: nobody picked up, they left again, or the agent
 * changed their mind.
 *
 * <p>Type {@code dev.ramal.calls.TransferFailed}.
 *
 * @param to the leg of who was rung
 * @param address where they were rung: E.164 or a softphone's address
 * @param reason canceled, no-answer, busy, failed, left, or the carrier's own code
 */
public record TransferFailed(
    String callId, LegName to, String address, String reason, Instant failedAt) {
  public static final String TYPE = "dev.ramal.calls.TransferFailed";
}
