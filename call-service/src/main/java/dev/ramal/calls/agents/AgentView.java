package dev.ramal.calls.agents;

import dev.ramal.calls.agents.AgentStandings.Standing;
import dev.ramal.events.AgentStatus;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An agent.
 *
 * @param name null until it is entered, or the agent says a status
 * @param phone E.164; absent with a softphone
 * @param extension digits; null when none
 * @param number who calls it calls this agent; null when none
 * @param mobile where calls follow the agent; null when none
 * @param status on a call it is busy, then in wrap-up where that is demanded, else what was chosen
 * @param chosen what holds when no call does; null for an agent who has never said a status
 * @param statusSince null for an agent who has never said a status and is on no call
 * @param callId that the agent is on, or has to wrap up; null with neither
 * @param wrapUpUntil when the agent is free all the same; null without a demanded wrap-up, or where
 *     it waits for the disposition
 * @param createdAt null for an agent of whom nothing was entered
 */
@Schema(name = "Agent")
record AgentView(
    String userId,
    @Schema(nullable = true) String name,
    Endpoint endpoint,
    @Schema(nullable = true) String phone,
    @Schema(nullable = true) String extension,
    @Schema(nullable = true) String number,
    @Schema(nullable = true) String mobile,
    AgentStatus status,
    @Schema(nullable = true) AgentStatus chosen,
    @Schema(nullable = true) Instant statusSince,
    @Schema(nullable = true) String callId,
    @Schema(nullable = true) Instant wrapUpUntil,
    @Schema(nullable = true) Instant createdAt) {

  static AgentView of(Agent agent, Standing standing) {
    return new AgentView(
        agent.userId(),
        agent.name(),
        agent.endpoint(),
        agent.phone(),
        agent.extension(),
        agent.number(),
        agent.mobile(),
        standing.status(),
        agent.chosen(),
        standing.since(),
        standing.callId(),
        standing.until(),
        agent.createdAt());
  }
}
