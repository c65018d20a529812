package dev.ramal.events.carrier;

import dev.ramal.events.Carrier;
import dev.ramal.events.Direction;
import dev.ramal.events.RawCallback;
import java.time.Instant;

/**
 * The leg was picked up.
 *
 * <p>Type {@code dev.ramal.carrier.call.answered}.
 *
 * @param callId our id of the call, as it came back signed; null for a call we did not start
 * @param leg our name of the leg (agent or lead); null when unknown
 * @param carrierCallId the carrier's handle of the leg
 * @param carrierSessionId the carrier's id of related legs; null where the carrier has none
 * @param parentCallId the carrier's handle of the leg that started this one; null for a first leg
 * @param direction seen from us; null when not said
 * @param from E.164, SIP or client address; null when not said
 * @param to E.164, SIP or client address; null when not said
 * @param answeredBy human, machine, fax or unknown where machine detection ran before the answer;
 *     else null
 * @param carrier who said it
 * @param connectionId the carrier account it came through
 * @param occurredAt the carrier's time where given, else the time of receipt
 * @param receivedAt when the gateway read it
 * @param sequence the carrier's order hint, from 0; null where it gives none
 * @param raw the callback as received, secrets stripped; for audit
 */
public record CarrierCallAnswered(
    String callId,
    String leg,
    String carrierCallId,
    String carrierSessionId,
    String parentCallId,
    Direction direction,
    String from,
    String to,
    String answeredBy,
    Carrier carrier,
    String connectionId,
    Instant occurredAt,
    Instant receivedAt,
    Integer sequence,
    RawCallback raw)
    implements CarrierCallFact {
  public static final String TYPE = "dev.ramal.carrier.call.answered";
}
