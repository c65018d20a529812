package dev.ramal.calls.history;

import dev.ramal.calls.call.CallStatus;
import dev.ramal.events.Carrier;
import dev.ramal.events.Direction;
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

  /** From the columns of a call, in this order. */
  public CallItem(
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
    this(
        id,
        status.wire(),
        direction.wire(),
        agentId,
        agentName,
        from,
        to,
        contactId,
        dealId,
        campaignId,
        carrier == null ? null : carrier.wire(),
        destinationClass,
        disposition,
        requestedAt,
        answeredAt,
        endedAt,
        ringSeconds,
        talkSeconds,
        cause,
        hungUpBy);
  }
}
