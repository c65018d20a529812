package dev.ramal.events.calls;

import dev.ramal.events.Carrier;
import java.time.Instant;

/**
 * What a recording says was written down. The text is not told: it is read under the path, by
 * whoever may hear the call, and goes when the recording goes.
 *
 * <p>Type {@code dev.ramal.calls.TranscriptReady}.
 *
 * @param recordingId ours
 * @param carrier through which the call went
 * @param step who wrote it down: carrier, or what else is plugged in
 * @param language as in pt-BR
 * @param seconds of the recording that were written down: what is charged; null when nobody said
 * @param words how many it has
 * @param timed whether it says who spoke when
 * @param truncated whether it was longer than is kept
 * @param transcriptPath path of the public API under which it is read
 * @param agentId subject of the token of the agent whose call it was; null when nobody's
 * @param agentName null when unknown
 * @param contactId in the CRM; null when unknown
 * @param campaignId null when none
 */
public record TranscriptReady(
    String callId,
    String recordingId,
    Carrier carrier,
    String step,
    String language,
    Integer seconds,
    int words,
    boolean timed,
    boolean truncated,
    String transcriptPath,
    Instant readyAt,
    String agentId,
    String agentName,
    String contactId,
    String campaignId) {
  public static final String TYPE = "dev.ramal.calls.TranscriptReady";
}
