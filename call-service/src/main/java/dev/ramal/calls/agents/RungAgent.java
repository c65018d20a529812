package dev.ramal.calls.agents;

/**
 * What a click must know of the agent whose phone is to ring.
 *
 * @param phone on which the agent has chosen to be rung; null for the softphone
 * @param username as the identity provider knows the agent; null when unknown
 * @param told whether changes of its status are told: it has said one once
 */
public record RungAgent(String phone, String username, boolean told) {
  static final RungAgent UNKNOWN = new RungAgent(null, null, false);
}
