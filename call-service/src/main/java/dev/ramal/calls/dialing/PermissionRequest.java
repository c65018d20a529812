package dev.ramal.calls.dialing;

import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * May this number be called?
 *
 * @param to the lead's number, E.164
 * @param from caller id; its own limits are looked at when it is named
 * @param at when; now when absent
 */
@Schema(
    examples =
"""
{"to": "+5511987654321"}
""")
record PermissionRequest(
    @Schema(examples = "+5511987654321") @NotBlank(message = "is required, as in +5511987654321")
        String to,
    @Schema(examples = "+551130001000") String from,
    @Schema(examples = "2026-11-30T14:00:00Z") Instant at) {}
