package dev.ramal.calls.carrier;

import dev.ramal.calls.call.CallId;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;

/**
 * Put an answered leg into the conference of its call.
 *
 * @param commandId of the stored command, a UUID
 * @param callId ours; the conference is named after it
 * @param carrierCallId the carrier's handle of the leg
 * @param conferenceId the carrier's id, as an earlier join answered it; null creates the conference
 */
public record JoinCommand(
    String commandId,
    CallId callId,
    LegName leg,
    CarrierCallId carrierCallId,
    String conferenceId) {}
