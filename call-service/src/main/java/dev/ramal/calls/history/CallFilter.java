package dev.ramal.calls.history;

import dev.ramal.calls.call.CallStatus;
import java.time.Instant;

/**
 * Which calls of an organization; a null part asks for nothing.
 *
 * @param from requested at or after
 * @param before requested before
 * @param behindTime with {@code behindId}: requested before this, or at this with a smaller id
 */
record CallFilter(
    CallStatus status,
    String agentId,
    String contactId,
    Instant from,
    Instant before,
    Instant behindTime,
    String behindId) {}
