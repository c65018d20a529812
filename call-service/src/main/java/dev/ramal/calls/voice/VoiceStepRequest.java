package dev.ramal.calls.voice;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.ramal.events.AnsweredBy;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Map;

/**
 * A carrier asks what to do with a leg; the gateway has verified that it is the carrier. A gateway
 * that is newer than we are may say more than we know.
 *
 * @param callId ours, as it came back signed; null for a leg of no call of ours
 * @param leg agent or lead
 * @param carrierCallId the carrier's handle of the leg
 * @param answeredBy who picked up, where the carrier found out before it asked; else null
 * @param answeredDetail start, beep, silence, other or null
 * @param params whatever else the carrier said; perhaps empty
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record VoiceStepRequest(
    @NotNull TenantId tenant,
    @NotBlank String connectionId,
    @NotNull Carrier carrier,
    String callId,
    String leg,
    String carrierCallId,
    AnsweredBy answeredBy,
    String answeredDetail,
    Map<String, String> params) {}
