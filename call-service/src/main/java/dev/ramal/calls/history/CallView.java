package dev.ramal.calls.history;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.CallResult;
import dev.ramal.calls.call.CallState;
import dev.ramal.calls.call.CallStatus;
import dev.ramal.calls.call.Controls;
import dev.ramal.calls.call.LegState;
import dev.ramal.calls.costs.CallCostView;
import dev.ramal.events.AnsweredBy;
import dev.ramal.events.CallControl;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.LegName;
import dev.ramal.events.MachineDetection;
import dev.ramal.events.Money;
import dev.ramal.events.ReleasingParty;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

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
 * @param machineDetection whether the carrier was to find out who picks up: off, async or sync
 * @param muted whether the carrier has muted the agent
 * @param pending what was asked for and the carrier has not done yet: hold, resume, mute, unmute,
 *     dtmf, pause-recording, resume-recording; empty once the call is over
 * @param transfer the last handing over to somebody else; null when none was asked for
 * @param revision of the announced end; -1 while the call lasts
 * @param cost where one call is read: null until billing has told it, and for who may see neither
 *     price nor cost
 */
@Schema(name = "Call")
public record CallView(
    String id,
    @Schema(implementation = CallStatus.class) String status,
    @Schema(implementation = Direction.class) String direction,
    @Schema(nullable = true) String agentId,
    @Schema(nullable = true) String agentName,
    @Schema(nullable = true) String from,
    @Schema(nullable = true) String to,
    @Schema(nullable = true) String contactId,
    @Schema(nullable = true) String dealId,
    @Schema(nullable = true) String campaignId,
    @Schema(nullable = true) Integer priority,
    @Schema(nullable = true, examples = "twilio") String carrier,
    @Schema(nullable = true) ConnectionId connectionId,
    boolean record,
    @Schema(nullable = true) Money estimatedCost,
    @Schema(nullable = true) String notes,
    @Schema(nullable = true) String disposition,
    @Schema(examples = "mobile-sp-rj") String destinationClass,
    Instant requestedAt,
    @Schema(nullable = true) Instant answeredAt,
    @Schema(nullable = true) Instant endedAt,
    @Schema(nullable = true) Integer ringSeconds,
    @Schema(nullable = true) Integer talkSeconds,
    @Schema(nullable = true) AnsweredBy answeredBy,
    MachineDetection machineDetection,
    @Schema(nullable = true) String cause,
    @Schema(nullable = true) String carrierCause,
    @Schema(nullable = true) ReleasingParty hungUpBy,
    boolean muted,
    @Schema(examples = "[\"hold\"]") List<CallControl> pending,
    @Schema(nullable = true) TransferView transfer,
    int revision,
    @Schema(nullable = true) ConsentView recording,
    List<LegView> legs,
    @Schema(nullable = true) CallCostView cost) {

  /** Without what it costs. */
  public static CallView of(Call call) {
    return of(call, null);
  }

  /**
   * @param cost null where it is not known or not shown
   */
  static CallView of(Call call, CallCostView cost) {
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
        now.detection().mode(),
        result == null ? null : result.cause(),
        result == null ? null : result.carrierCause(),
        result == null ? null : result.hungUpBy(),
        now.controls().muted() && !now.over(),
        pending(now),
        TransferView.of(now),
        call.revision(),
        ConsentView.of(now.recording(), now.over(), now.controls().paused()),
        now.legs().stream().map(LegView::of).toList(),
        cost);
  }

  private static List<CallControl> pending(CallState now) {
    return now.over()
        ? List.of()
        : now.controls().open().stream().map(Controls.Asked::control).toList();
  }

  /**
   * One leg as a client sees it.
   *
   * @param leg agent or lead
   * @param outcome null while the leg is open
   * @param answeredSeconds null while the leg is open
   */
  @Schema(name = "Leg")
  public record LegView(
      @Schema(pattern = LegName.PATTERN, examples = "lead") String leg,
      @Schema(nullable = true) String address,
      @Schema(nullable = true) CarrierCallId carrierCallId,
      @Schema(nullable = true) Instant dialedAt,
      @Schema(nullable = true) Instant ringingAt,
      @Schema(nullable = true) Instant answeredAt,
      @Schema(nullable = true) Instant endedAt,
      @Schema(nullable = true, implementation = CallOutcome.class) String outcome,
      @Schema(nullable = true) Integer answeredSeconds) {

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
