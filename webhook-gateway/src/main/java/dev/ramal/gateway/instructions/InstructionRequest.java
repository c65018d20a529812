package dev.ramal.gateway.instructions;

import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import java.util.Map;

/**
 * A call has reached a step and wants to know what now.
 *
 * @param callId our id of the call, as it came back signed; null for a call we did not start
 * @param leg agent or lead; null when unknown
 * @param carrierCallId the carrier's handle of the leg
 * @param params everything the carrier sent; where a name is ours (from the signed address) and the
 *     carrier's as well, ours counts
 */
public record InstructionRequest(
    TenantId tenant,
    String connectionId,
    Carrier carrier,
    String callId,
    String leg,
    String carrierCallId,
    Map<String, String> params) {}
