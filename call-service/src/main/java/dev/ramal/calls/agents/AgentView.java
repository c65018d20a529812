package dev.ramal.calls.agents;

/**
 * Where an agent is rung.
 *
 * @param phone E.164; absent with a softphone
 */
record AgentView(String userId, Endpoint endpoint, String phone) {
  static AgentView of(String userId, AgentRow row) {
    return row == null
        ? new AgentView(userId, Endpoint.SOFTPHONE, null)
        : new AgentView(userId, row.endpoint, row.phone);
  }
}
