package dev.ramal.calls.carrier;

import dev.ramal.calls.call.CallId;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;

/**
 * Speak to one leg.
 *
 * @param commandId of the stored command, a UUID
 * @param callId ours
 * @param carrierCallId the carrier's handle of the leg
 * @param text pt-BR, at most 3000 characters
 */
public record AnnounceCommand(
    String commandId, CallId callId, LegName leg, CarrierCallId carrierCallId, String text) {}
