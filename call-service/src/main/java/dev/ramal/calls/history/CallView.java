package dev.ramal.calls.history;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.CallResult;
import dev.ramal.calls.call.CallState;
import dev.ramal.calls.call.LegState;
import dev.ramal.events.AnsweredBy;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Money;
import dev.ramal.events.ReleasingParty;
import java.time.Instant;
import java.util.List;

/**
 * One call as a client sees it.
 *
 * @param status see the states of a call
 * @param agentId null for an inbound call nobody took
 * @param cause in a word of ours, the same for every carrier; null while the call lasts, and when
 *     somebody hung up
 * @param carrierCause the carrier's own word or code; null when it said none
 * @param hungUpBy agent, lead, system or null
 * @param ringSeconds null while the call lasts
 * @param talkSeconds null while the call lasts
 * @param recording how far its recording has come, and on what proof; null when none was wanted
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
    ConnectionId connectionId,
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
    AnsweredBy answeredBy,
    String cause,
    String carrierCause,
    ReleasingParty hungUpBy,
    int revision,
    ConsentView recording,
    List<LegView> legs) {

  public static CallView of(Call call) {
    CallDetails details = call.details();
    CallState now = call.state();
    CallResult result = now.result();
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
        details.destinationClass().word(),
        details.requestedAt(),
        now.answeredAt(),
        result == null ? null : result.endedAt(),
        result == null ? null : result.ringSeconds(),
        result == null ? null : result.talkSeconds(),
        now.lead() == null ? null : now.lead().answeredBy(),
        result == null ? null : result.cause(),
        result == null ? null : result.carrierCause(),
        result == null ? null : result.hungUpBy(),
        call.revision(),
        ConsentView.of(now.recording()),
        now.legs().stream().map(LegView::of).toList());
  }

  /**
   * One leg as a client sees it.
   *
   * @param leg agent or lead
   * @param outcome null while the leg is open
   * @param answeredSeconds null while the leg is open
   */
  public record LegView(
      String leg,
      String address,
      CarrierCallId carrierCallId,
      Instant dialedAt,
      Instant ringingAt,
      Instant answeredAt,
      Instant endedAt,
      String outcome,
      Integer answeredSeconds) {

    static LegView of(LegState leg) {
      return new LegView(
          leg.name().wire(),
          leg.address(),
          leg.carrierCallId(),
          leg.dialedAt(),
          leg.ringingAt(),
          leg.answeredAt(),
          leg.endedAt(),
          leg.closed() ? leg.outcome().wire() : null,
          leg.closed() ? leg.answeredSeconds() : null);
    }
  }
}
