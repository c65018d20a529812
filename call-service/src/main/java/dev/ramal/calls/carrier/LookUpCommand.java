package dev.ramal.calls.carrier;

import dev.ramal.calls.call.CallId;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.E164;
import dev.ramal.events.LegName;
import java.time.Instant;

/**
 * Ask about one leg.
 *
 * @param commandId of the stored dial, a UUID
 * @param callId ours
 * @param carrierCallId the carrier's handle; null when the dial's outcome is unknown, then numbers
 *     and time decide
 * @param sessionId the carrier's id of related legs; null when unknown
 * @param to as it was dialled
 * @param from as it was dialled
 * @param sentAt when the dial left us
 */
public record LookUpCommand(
    String commandId,
    CallId callId,
    LegName leg,
    CarrierCallId carrierCallId,
    String sessionId,
    String to,
    E164 from,
    Instant sentAt) {}
