package dev.ramal.events.carrier;

import dev.ramal.events.Carrier;
import dev.ramal.events.RawCallback;
import java.time.Instant;

/**
 * News of a recording. Names the leg it hangs on, carries no numbers.
 *
 * <p>Type {@code dev.ramal.carrier.call.recording}.
 *
 * @param callId our id of the call, as it came back signed; null for a call we did not start
 * @param leg our name of the leg (agent or lead); null when unknown
 * @param carrierCallId the carrier's handle of the leg
 * @param carrierSessionId the carrier's id of related legs; null where the carrier has none
 * @param recordingId the carrier's id
 * @param status in-progress, completed, absent or failed
 * @param seconds null until completed
 * @param channels 1 or 2; null when not said
 * @param mediaUrl where the carrier keeps it, perhaps for minutes only; null until completed
 * @param startedAt null when not said
 * @param carrier who said it
 * @param connectionId the carrier account it came through
 * @param occurredAt the carrier's time where given, else the time of receipt
 * @param receivedAt when the gateway read it
 * @param sequence the carrier's order hint, from 0; null where it gives none
 * @param raw the callback as received, secrets stripped; for audit
 */
public record CarrierCallRecording(
    String callId,
    String leg,
    String carrierCallId,
    String carrierSessionId,
    String recordingId,
    String status,
    Integer seconds,
    Integer channels,
    String mediaUrl,
    Instant startedAt,
    Carrier carrier,
    String connectionId,
    Instant occurredAt,
    Instant receivedAt,
    Integer sequence,
    RawCallback raw)
    implements CarrierCallFact {
  public static final String TYPE = "dev.ramal.carrier.call.recording";
}
