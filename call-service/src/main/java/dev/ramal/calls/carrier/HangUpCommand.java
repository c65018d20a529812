package dev.ramal.calls.carrier;

import dev.ramal.calls.call.CallId;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;

/**
 * End one leg.
 *
 * @param commandId of the stored command, a UUID
 * @param callId ours
 * @param carrierCallId the carrier's handle of the leg
 */
public record HangUpCommand(
    String commandId, CallId callId, LegName leg, CarrierCallId carrierCallId) {}
