package dev.ramal.events.calls;

import dev.ramal.events.LegName;
import java.time.Instant;

/**
 * The lead has been handed over: who took over is on the phone, and the agent is not.
 *
 * <p>Type {@code dev.ramal.calls.CallTransferred}.
 *
 * @param from the leg of the agent who handed over
 * @param to the leg of who took over
 * @param address where they were rung: E.164 or a softphone's address
 * @param agentId subject of the token of who took over; null for a number
 * @param agentName null when unknown
 */
public record CallTransferred(
    String callId,
    LegName from,
    LegName to,
    String address,
    String agentId,
    String agentName,
    Instant transferredAt) {
  public static final String TYPE = "dev.ramal.calls.CallTransferred";
}
