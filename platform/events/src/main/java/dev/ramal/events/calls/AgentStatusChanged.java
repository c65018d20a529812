package dev.ramal.events.calls;

import dev.ramal.events.AgentStatus;
import dev.ramal.events.AgentStatusCause;
import java.time.Instant;

/**
 * An agent can be given calls, or no longer. Told of agents who have said a status once.
 *
 * <p>Type {@code dev.ramal.calls.AgentStatusChanged}.
 *
 * @param agentId subject of the agent's token
 * @param status available, busy, wrap-up or offline
 * @param cause person, call, disposition or time
 * @param callId that the agent is on, or has to wrap up; null with neither
 * @param since when the status began
 */
public record AgentStatusChanged(
    String agentId, AgentStatus status, AgentStatusCause cause, String callId, Instant since) {
  public static final String TYPE = "dev.ramal.calls.AgentStatusChanged";
}
