package dev.ramal.calls.history;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.Ending;
import dev.ramal.calls.call.Picture;
import dev.ramal.calls.numbers.DestinationClass;
import dev.ramal.events.Money;
import java.time.Instant;
import java.util.List;

/**
 * One call as a client sees it.
 *
 * @param status see the states of a call
 * @param agentId null for an inbound call nobody took
 * @param cause the carrier's own word or ours; null when nobody said
 * @param hungUpBy agent, lead, system or null
 * @param ringSeconds null while the call lasts
 * @param talkSeconds null while the call lasts
 * @param revision of the announced end; -1 while the call lasts
 */
public record CallView(
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
    Integer priority,
    String carrier,
    String connectionId,
    boolean record,
    Money estimatedCost,
    String notes,
    String disposition,
    String destinationClass,
    Instant requestedAt,
    Instant answeredAt,
    Instant endedAt,
    Integer ringSeconds,
    Integer talkSeconds,
    String answeredBy,
    String cause,
    String hungUpBy,
    int revision,
    List<LegView> legs) {

  public static CallView of(Call call) {
    CallDetails details = call.details();
    Picture now = call.picture();
    Ending ending = now.ending();
    return new CallView(
        call.id().value(),
        now.status().wire(),
        details.direction().wire(),
        details.agentId(),
        details.agentName(),
        details.from(),
        details.to(),
        details.contactId(),
        details.dealId(),
        details.campaignId(),
        details.priority(),
        details.carrier() == null ? null : details.carrier().wire(),
        details.connectionId(),
        details.record(),
        details.estimatedCost(),
        details.notes(),
        details.disposition(),
        DestinationClass.of(details.leadNumber()),
        details.requestedAt(),
        now.answeredAt(),
        ending == null ? null : ending.endedAt(),
        ending == null ? null : ending.ringSeconds(),
        ending == null ? null : ending.talkSeconds(),
        now.lead() == null ? null : now.lead().answeredBy(),
        ending == null ? null : ending.cause(),
        ending == null ? null : ending.hungUpBy(),
        call.revision(),
        now.legs().stream().map(LegView::of).toList());
  }
}
