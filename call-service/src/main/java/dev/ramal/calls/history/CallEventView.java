package dev.ramal.calls.history;

import java.time.Instant;

/**
 * One thing that happened to a call.
 *
 * @param id of the fact or event
 * @param source carrier, ramal, or told for what was published
 * @param type kind of fact, or name of the event
 * @param leg agent, lead or null for the whole call
 * @param status of the call after it, for what was published; else null
 * @param detail JSON object of what was said; null for what was published
 */
public record CallEventView(
    String id, String source, String type, String leg, Instant at, String status, Object detail) {}
