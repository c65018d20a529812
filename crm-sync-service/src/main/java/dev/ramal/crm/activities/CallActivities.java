package dev.ramal.crm.activities;

import dev.ramal.events.Direction;
import dev.ramal.events.calls.CallEnded;

/** What of a finished call is worth telling in the CRM. */
final class CallActivities {
  private CallActivities() {}

  static CallActivity of(CallEnded ended) {
    boolean inbound = ended.direction() == Direction.INBOUND;
    return new CallActivity(
        ended.callId(),
        ended.revision(),
        ended.direction(),
        ended.agentName(),
        inbound ? ended.from() : ended.to(),
        inbound ? ended.to() : ended.from(),
        ended.outcome(),
        ended.answeredBy(),
        ended.talkSeconds(),
        ended.startedAt(),
        ended.endedAt(),
        ended.disposition(),
        ended.notes(),
        ended.contactId(),
        ended.dealId(),
        null);
  }
}
