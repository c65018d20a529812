package dev.ramal.calls.carrier;

import java.time.Instant;

/**
 * What we know of a recording at a carrier.
 *
 * @param recordingId the carrier's id; a stand-in where the carrier named none
 * @param standIn whether it is one: the id of the fact that told of the recording
 * @param carrierCallId the carrier's handle of the leg; null when unknown
 * @param sessionId the carrier's id of related legs; null when unknown
 * @param mediaUrl where a callback said it is; null when it said nothing
 * @param mediaUrlUntil when that address dies; null when it does not
 */
public record RecordingHandle(
    String recordingId,
    boolean standIn,
    String carrierCallId,
    String sessionId,
    String mediaUrl,
    Instant mediaUrlUntil) {}
