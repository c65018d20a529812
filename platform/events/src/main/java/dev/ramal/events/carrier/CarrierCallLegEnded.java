package dev.ramal.events.carrier;

import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.RawCallback;
import java.time.Instant;

/**
 * The dialled part of a call is over.
 *
 * <p>Type {@code dev.ramal.carrier.call.leg-ended}.
 *
 * @param callId our id of the call, as it came back signed; null for a call we did not start
 * @param leg our name of the leg (agent or lead); null when unknown
 * @param carrierCallId the carrier's handle of the leg
 * @param carrierSessionId the carrier's id of related legs; null where the carrier has none
 * @param legId the carrier's handle of the dialled leg; null after a conference
 * @param outcome completed does not prove that two people talked
 * @param bridged whether two parties were joined; null when not said
 * @param seconds length of the dialled leg in seconds; null when not said
 * @param carrier who said it
 * @param connectionId the carrier account it came through
 * @param occurredAt the carrier's time where given, else the time of receipt
 * @param receivedAt when the gateway read it
 * @param sequence the carrier's order hint, from 0; null where it gives none
 * @param raw the callback as received, secrets stripped; for audit
 */
public record CarrierCallLegEnded(
    String callId,
    String leg,
    String carrierCallId,
    String carrierSessionId,
    String legId,
    CallOutcome outcome,
    Boolean bridged,
    Integer seconds,
    Carrier carrier,
    String connectionId,
    Instant occurredAt,
    Instant receivedAt,
    Integer sequence,
    RawCallback raw)
    implements CarrierCallFact {
  public static final String TYPE = "dev.ramal.carrier.call.leg-ended";
}
