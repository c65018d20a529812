package dev.ramal.events.carrier;

import dev.ramal.events.Carrier;
import dev.ramal.events.RawCallback;
import java.time.Instant;

/**
 * A leg changed its standing in a conference.
 *
 * <p>Type {@code dev.ramal.carrier.conference.participant}.
 *
 * @param callId our id of the call, as it came back signed; null for a call we did not start
 * @param leg our name of the leg (agent or lead); null when unknown
 * @param carrierCallId the carrier's handle of the leg
 * @param carrierSessionId the carrier's id of related legs; null where the carrier has none
 * @param conferenceId the carrier's id; null when a leg is held outside a conference
 * @param conferenceName null when not said
 * @param change joined, left, held, resumed, muted or unmuted
 * @param carrier who said it
 * @param connectionId the carrier account it came through
 * @param occurredAt the carrier's time where given, else the time of receipt
 * @param receivedAt when the gateway read it
 * @param sequence the carrier's order hint, from 0; null where it gives none
 * @param raw the callback as received, secrets stripped; for audit
 */
public record CarrierConferenceParticipant(
    String callId,
    String leg,
    String carrierCallId,
    String carrierSessionId,
    String conferenceId,
    String conferenceName,
    String change,
    Carrier carrier,
    String connectionId,
    Instant occurredAt,
    Instant receivedAt,
    Integer sequence,
    RawCallback raw)
    implements CarrierCallFact {
  public static final String TYPE = "dev.ramal.carrier.conference.participant";
}
