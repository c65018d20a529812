package dev.ramal.calls.live;

import java.time.Instant;

/**
 * One thing that was published about a call.
 *
 * @param eventId of the event that is also published; resume by it, drop repetitions by it
 * @param type short name of the event
 * @param status of the call after it
 * @param agentId whose call it is; null for an inbound call nobody took
 * @param seconds talk time, once the call has ended; else null
 */
public record TimelineEntry(
    String eventId,
    String type,
    String callId,
    String status,
    String agentId,
    Instant at,
    Integer seconds) {}
