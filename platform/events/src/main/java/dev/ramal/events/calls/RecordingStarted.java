package dev.ramal.events.calls;

import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.Consent;
import dev.ramal.events.LegName;
import java.time.Instant;

/**
 * The carrier records the call, by our command, after all that consent demands.
 *
 * <p>Type {@code dev.ramal.calls.RecordingStarted}.
 *
 * @param leg whose leg is recorded, both sides on their own channel
 * @param consent what was demanded, and is proven: announcement or key
 * @param carrierCallId the carrier's handle of the leg
 * @param carrierRecordingId null where the carrier does not name it yet
 */
public record RecordingStarted(
    String callId,
    LegName leg,
    Consent consent,
    Carrier carrier,
    CarrierCallId carrierCallId,
    String carrierRecordingId,
    Instant startedAt) {
  public static final String TYPE = "dev.ramal.calls.RecordingStarted";
}
