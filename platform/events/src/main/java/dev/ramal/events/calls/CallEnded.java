package dev.ramal.events.calls;

import dev.ramal.events.AnsweredBy;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import dev.ramal.events.Leg;
import dev.ramal.events.ReleasingParty;
import java.time.Instant;
import java.util.List;

/**
 * A call is over. A later one with a higher revision corrects an earlier one and replaces it whole.
 *
 * <p>Type {@code dev.ramal.calls.CallEnded}.
 *
 * @param revision 0 for the first; each correction adds one
 * @param agentId subject of the agent's token; null for an inbound call that nobody took
 * @param agentName null when unknown
 * @param from caller id, E.164; null before routing
 * @param to the lead's number, E.164
 * @param contactId in the CRM; null when unknown
 * @param dealId in the CRM; null when unknown
 * @param campaignId null when none
 * @param carrier null when no carrier was reached
 * @param connectionId null when no carrier was reached
 * @param cause why, in a word that is the same for every carrier: busy, no-answer, rejected,
 *     invalid-number, blocked, caller-id-refused, failed, or one of ours, as in agent-busy,
 *     agent-invalid-number; null when somebody hung up
 * @param carrierCause the carrier's own word or code; null when not said
 * @param answeredBy null without detection
 * @param hungUpBy agent, lead, system or null
 * @param destinationClass landline, mobile, mobile-sp-rj, toll-free, international-XX, withheld,
 *     softphone
 * @param ringSeconds whole seconds from dialling the lead to answer or end
 * @param talkSeconds whole seconds from the lead's answer to the end; 0 when not answered
 * @param answeredAt null when not answered
 * @param legs every leg that cost money; never null
 * @param recordingExpected whether a RecordingReady is to be waited for
 * @param noRecording why a call that was to be recorded, or that the carrier recorded by itself,
 *     has no recording: untold, no-key, machine, not-begun, refused, absent, failed, lost or
 *     own-bucket; null when there was none to be or one is expected
 * @param disposition null when the agent gave none
 * @param notes null when none
 * @param machineDetections how often the carrier was to find out who picked up, and did: it charges
 *     for each
 */
public record CallEnded(
    String callId,
    int revision,
    String agentId,
    String agentName,
    Direction direction,
    String from,
    String to,
    String contactId,
    String dealId,
    String campaignId,
    Carrier carrier,
    ConnectionId connectionId,
    CallOutcome outcome,
    String cause,
    String carrierCause,
    AnsweredBy answeredBy,
    ReleasingParty hungUpBy,
    DestinationClass destinationClass,
    int ringSeconds,
    int talkSeconds,
    Instant startedAt,
    Instant answeredAt,
    Instant endedAt,
    List<Leg> legs,
    boolean recordingExpected,
    String noRecording,
    String disposition,
    String notes,
    int machineDetections) {
  public static final String TYPE = "dev.ramal.calls.CallEnded";

  public CallEnded {
    legs = legs == null ? List.of() : List.copyOf(legs);
  }
}
