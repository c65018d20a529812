package dev.ramal.calls.history;

import dev.ramal.calls.store.CallLine;
import java.time.Instant;

/** One line of the history. The fields mean what they mean in {@link CallView}. */
public record CallItem(
    String id,
    String status,
    String direction,
    String agentId,
    String agentName,
    String from,
    String to,
    String contactId,
    String dealId,
    String campaignId,
    String carrier,
    String destinationClass,
    String disposition,
    Instant requestedAt,
    Instant answeredAt,
    Instant endedAt,
    Integer ringSeconds,
    Integer talkSeconds,
    String cause,
    String hungUpBy) {

  static CallItem of(CallLine line) {
    return new CallItem(
        line.id(),
        line.status().wire(),
        line.direction().wire(),
        line.agentId(),
        line.agentName(),
        line.from(),
        line.to(),
        line.contactId(),
        line.dealId(),
        line.campaignId(),
        line.carrier() == null ? null : line.carrier().wire(),
        line.destinationClass(),
        line.disposition(),
        line.requestedAt(),
        line.answeredAt(),
        line.endedAt(),
        line.ringSeconds(),
        line.talkSeconds(),
        line.cause(),
        line.hungUpBy());
  }
}
