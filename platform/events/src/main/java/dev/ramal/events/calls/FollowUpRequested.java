package dev.ramal.events.calls;

import java.time.Instant;

/**
 * Something is to be done after a call, by the rule of its disposition. A later one of the same
 * call replaces it.
 *
 * <p>Type {@code dev.ramal.calls.FollowUpRequested}.
 *
 * @param agentId who is to do it, subject of the agent's token; null for an inbound call nobody
 *     took
 * @param agentName null when unknown
 * @param contactId in the CRM; null when unknown
 * @param dealId in the CRM; null when unknown
 * @param leadNumber E.164, or withheld
 * @param disposition the organization's code
 * @param label what people read for it
 * @param text what is to be done
 * @param dueAt when it is to be done
 */
public record FollowUpRequested(
    String callId,
    String agentId,
    String agentName,
    String contactId,
    String dealId,
    String leadNumber,
    String disposition,
    String label,
    String text,
    Instant dueAt,
    Instant requestedAt) {
  public static final String TYPE = "dev.ramal.calls.FollowUpRequested";
}
