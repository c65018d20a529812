package dev.ramal.gateway.instructions;

import dev.ramal.events.AnsweredBy;
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
 * @param answeredBy who picked up, where the carrier found out before it asked; else null
 * @param answeredDetail start, beep, silence, other or null
 * @param params everything the carrier sent
 */
public record InstructionRequest(
    TenantId tenant,
    ConnectionId connectionId,
    Carrier carrier,
    String callId,
    LegName leg,
    CarrierCallId carrierCallId,
    AnsweredBy answeredBy,
    String answeredDetail,
    Map<String, String> params) {

  static InstructionRequest of(WebhookConnection connection, VoiceStep step) {
    return new InstructionRequest(
        connection.tenant(),
        connection.id(),
        connection.carrier(),
        step.callId(),
        step.leg(),
        step.carrierCallId(),
        step.machine() == null ? null : step.machine().answeredBy(),
        step.machine() == null ? null : step.machine().detail(),
        step.params());
  }
}
