package dev.ramal.events.carrier;

import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;

/**
 * Which leg of which call a fact is about.
 *
 * @param callId our id of the call, as it came back signed; null for a call we did not start
 * @param leg our name of the leg (agent or lead); null when unknown
 * @param carrierCallId the carrier's handle of the leg
 * @param carrierSessionId the carrier's id of related legs; null where the carrier has none
 */
public record LegIds(
    String callId, LegName leg, CarrierCallId carrierCallId, String carrierSessionId) {}
