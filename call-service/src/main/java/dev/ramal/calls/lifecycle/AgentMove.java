package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;

/**
 * An agent got a call, or has it no longer.
 *
 * @param agentId subject of the agent's token
 * @param call as it is now
 * @param got false where it is over, or another's
 * @param causation id of the event or command that led here
 */
public record AgentMove(String agentId, Call call, boolean got, String causation) {}
