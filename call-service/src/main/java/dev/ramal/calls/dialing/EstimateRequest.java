package dev.ramal.calls.dialing;

import dev.ramal.calls.dialing.DialRequest.KnownCarrier;
import jakarta.validation.constraints.NotBlank;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A call that somebody thinks of making. The fields mean what they mean in a click.
 *
 * @param to the lead's number, E.164
 * @param from caller id; the account's first number when absent
 * @param carrier the only one that is asked for; any when absent
 */
@Schema(
    examples =
"""
{"to": "+5511987654321"}
""")
record EstimateRequest(
    @Schema(examples = "+5511987654321") @NotBlank(message = "is required, as in +5511987654321")
        String to,
    @Schema(examples = "+551130001000") String from,
    @KnownCarrier @Schema(enumeration = {"twilio", "telnyx"}) String carrier) {}
