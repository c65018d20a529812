package dev.ramal.crm.timeline;

import dev.ramal.events.E164;

/**
 * Between whom something was.
 *
 * @param phone the person's, E.164; null while nobody knows, and for who hides it
 * @param contactId in the CRM, as whoever began it said; null when nobody did
 * @param agentId whose it is: subject of the agent's token; null when nobody's
 * @param agentName null when unknown
 */
record Participants(String phone, String contactId, String agentId, String agentName) {
  static final Participants UNKNOWN = new Participants(null, null, null, null);

  Participants {
    phone = E164.isValid(phone) ? phone : null;
  }

  /** What is not known here is taken from the other. */
  Participants orElse(Participants other) {
    return new Participants(
        phone == null ? other.phone : phone,
        contactId == null ? other.contactId : contactId,
        agentId == null ? other.agentId : agentId,
        agentName == null ? other.agentName : agentName);
  }

  Participants ofAgent(Participants other) {
    return new Participants(phone, contactId, other.agentId, other.agentName);
  }
}
