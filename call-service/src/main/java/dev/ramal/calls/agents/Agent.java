package dev.ramal.calls.agents;

import dev.ramal.events.AgentStatus;
import java.time.Instant;

/**
 * An agent as kept.
 *
 * @param userId subject of the agent's token
 * @param name as people read it; null when unknown
 * @param username as the identity provider knows the agent, which names the softphone; null when
 *     unknown
 * @param phone E.164; null with a softphone that nobody has ever changed
 * @param extension digits, of the organization's own; null when none
 * @param number of the organization's that leads to this agent, E.164; null when none
 * @param mobile where calls follow the agent, E.164; null when none
 * @param chosen null for an agent who has never said a status
 * @param since when the chosen status took effect; null without one
 */
record Agent(
    String userId,
    String name,
    String username,
    Endpoint endpoint,
    String phone,
    String extension,
    String number,
    String mobile,
    AgentStatus chosen,
    Instant since,
    Instant createdAt) {

  /** One of whom nothing was entered. */
  static Agent unknown(String userId) {
    return new Agent(
        userId, null, null, Endpoint.SOFTPHONE, null, null, null, null, null, null, null);
  }

  /** The same, known by these names where they are told. */
  Agent named(String itsName, String itsUsername) {
    return new Agent(
        userId,
        itsName == null ? name : itsName,
        itsUsername == null ? username : itsUsername,
        endpoint,
        phone,
        extension,
        number,
        mobile,
        chosen,
        since,
        createdAt);
  }

  Agent rung(Endpoint there, String onPhone) {
    return new Agent(
        userId, name, username, there, onPhone, extension, number, mobile, chosen, since,
        createdAt);
  }

  Agent reached(String byExtension, String byNumber, String onMobile) {
    return new Agent(
        userId,
        name,
        username,
        endpoint,
        phone,
        byExtension,
        byNumber,
        onMobile,
        chosen,
        since,
        createdAt);
  }

  /** What was chosen; who has chosen nothing is given no calls. */
  AgentStatus usual() {
    return chosen == null ? AgentStatus.OFFLINE : chosen;
  }
}
