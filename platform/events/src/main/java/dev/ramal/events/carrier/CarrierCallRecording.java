package dev.ramal.events.carrier;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/**
 * News of a recording. Names the leg it hangs on, carries no numbers.
 *
 * <p>Type {@code dev.ramal.carrier.call.recording}.
 *
 * @param recordingId the carrier's id
 * @param status in-progress, completed, absent or failed
 * @param seconds null until completed
 * @param channels 1 or 2; null when not said
 * @param mediaUrl where the carrier keeps it, perhaps for minutes only; null until completed
 * @param startedAt null when not said
 * @param source what was recorded: call, conference, voicemail or trunk; null when not said, as by
 *     Telnyx: call-service knows which recording it asked for
 */
public record CarrierCallRecording(
    @JsonUnwrapped LegIds ids,
    String recordingId,
    String status,
    Integer seconds,
    Integer channels,
    String mediaUrl,
    Instant startedAt,
    String source,
    @JsonUnwrapped FactOrigin origin)
    implements CarrierCallFact {
  public static final String TYPE = "dev.ramal.carrier.call.recording";
}
