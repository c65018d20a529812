package dev.ramal.calls.carrier.telnyx;

import java.time.OffsetDateTime;

/**
 * A leg as {@code POST /calls}, {@code GET /calls/{id}} and the list of active calls tell it.
 *
 * @param isAlive always false in the answer to a dial
 */
record TelnyxCall(
    String callControlId,
    String callLegId,
    String callSessionId,
    String clientState,
    Boolean isAlive,
    OffsetDateTime startTime,
    OffsetDateTime endTime) {}
