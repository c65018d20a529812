package dev.ramal.messaging.templates;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a carrier is to be asked for. */
@Schema(
    name = "TemplateApprovalRequest",
    examples =
"""
{"category": "utility"}
""")
record ApprovalRequest(
    @Schema(
            required = true,
            description =
                "By which WhatsApp judges and prices it: utility or marketing. It may decide for"
                    + " another one")
        ApprovalCategory category,
    @Schema(description = "The account; the first one that can when absent") String connectionId) {}
