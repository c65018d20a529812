package dev.ramal.gateway.instructions;

import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.gateway.carriers.VoiceStep;
import dev.ramal.gateway.carriers.WebhookConnection;
import java.util.Map;

/**
 * A call has reached a step and wants to know what now.
 *
 * @param callId our id of the call, as it came back signed; null for a call we did not start
 * @param leg null when unknown
 * @param carrierCallId the carrier's handle of the leg
 * @param params everything the carrier sent
 */
public record InstructionRequest(
    TenantId tenant,
    ConnectionId connectionId,
    Carrier carrier,
    String callId,
    LegName leg,
    CarrierCallId carrierCallId,
    Map<String, String> params) {

  static InstructionRequest of(WebhookConnection connection, VoiceStep step) {
    return new InstructionRequest(
        connection.tenant(),
        connection.id(),
        connection.carrier(),
        step.callId(),
        step.leg(),
        step.carrierCallId(),
        step.params());
  }
}
