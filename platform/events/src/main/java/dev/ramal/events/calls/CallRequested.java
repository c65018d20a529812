package dev.ramal.events.calls;

import dev.ramal.events.Direction;
import java.time.Instant;

/**
 * An agent asked for a call.
 *
 * <p>Type {@code dev.ramal.calls.CallRequested}.
 *
 * @param agentId subject of the agent's token
 * @param agentName null when unknown
 * @param from caller id, E.164; null before routing
 * @param to the lead's number, E.164
 * @param contactId in the CRM; null when unknown
 * @param dealId in the CRM; null when unknown
 * @param campaignId null when none
 * @param notes null when none
 */
public record CallRequested(
    String callId,
    String agentId,
    String agentName,
    Direction direction,
    String from,
    String to,
    String contactId,
    String dealId,
    String campaignId,
    String notes,
    Instant requestedAt) {
  public static final String TYPE = "dev.ramal.calls.CallRequested";
}
