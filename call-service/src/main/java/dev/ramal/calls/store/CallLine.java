package dev.ramal.calls.store;

import dev.ramal.calls.call.CallStatus;
import dev.ramal.events.Carrier;
import dev.ramal.events.Direction;
import java.time.Instant;

/**
 * A call as one line of a list, from its columns alone.
 *
 * @param answeredAt null when not answered
 * @param endedAt null while the call lasts
 * @param ringSeconds null while the call lasts
 * @param talkSeconds null while the call lasts
 */
public record CallLine(
    String id,
    CallStatus status,
    Direction direction,
    String agentId,
    String agentName,
    String from,
    String to,
    String contactId,
    String dealId,
    String campaignId,
    Carrier carrier,
    String destinationClass,
    String disposition,
    Instant requestedAt,
    Instant answeredAt,
    Instant endedAt,
    Integer ringSeconds,
    Integer talkSeconds,
    String cause,
    String hungUpBy) {

  static CallLine of(CallRow row) {
    return new CallLine(
        row.key.id(),
        row.status,
        row.direction,
        row.agentId,
        row.agentName,
        row.from,
        row.to,
        row.contactId,
        row.dealId,
        row.campaignId,
        row.carrier,
        row.destinationClass,
        row.disposition,
        row.requestedAt,
        row.answeredAt,
        row.endedAt,
        row.ringSeconds,
        row.talkSeconds,
        row.cause,
        row.hungUpBy);
  }
}
