package dev.ramal.calls.dialing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A click to call.
 *
 * @param to the lead's number, E.164
 * @param from caller id, one of the connection's numbers; its first when absent
 * @param contactId in the CRM
 * @param dealId in the CRM
 * @param priority 1 to 9, kept for the queue of a campaign
 * @param record whether to record; the organization's setting when absent, other than that only by
 *     a manager or admin
 * @param agentId whose phone rings first; the caller's when absent, others by a manager or admin
 * @param carrier the word of a carrier; the organization's setting when absent
 */
record DialRequest(
    @Schema(examples = "+5511987654321") @NotBlank(message = "is required, as in +5511987654321")
        String to,
    @Schema(examples = "+551130001000") String from,
    @Size(max = 100) String contactId,
    @Size(max = 100) String dealId,
    @Size(max = 100) String campaignId,
    @Min(1) @Max(9) Integer priority,
    @Size(max = 4000) String notes,
    Boolean record,
    @Size(max = 100) String agentId,
    @KnownCarrier @Schema(enumeration = {"twilio", "telnyx"}) String carrier) {}
