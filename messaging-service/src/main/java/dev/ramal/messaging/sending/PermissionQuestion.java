package dev.ramal.messaging.sending;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** May this contact be written to? */
@Schema(
    name = "MessagePermissionRequest",
    examples =
"""
{"to": "+5511987654321", "channel": "sms"}
""")
record PermissionQuestion(
    @Schema(description = "E.164", examples = "+5511987654321", required = true) String to,
    @Schema(
            enumeration = {"sms", "whatsapp"},
            required = true)
        String channel,
    @Schema(
            nullable = true,
            description = "When, as in 2026-11-30T14:00:00Z; now when absent",
            examples = "2026-11-30T14:00:00Z")
        Instant at) {}
