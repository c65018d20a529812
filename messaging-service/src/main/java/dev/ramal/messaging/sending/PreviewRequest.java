package dev.ramal.messaging.sending;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A text that somebody writes and has not sent yet. */
@Schema(
    name = "MessagePreviewRequest",
    description = "A text that is not sent",
    examples =
"""
{"channel": "sms", "body": "Olá, João! O preço é R$ 129,90 até amanhã."}
""")
public record PreviewRequest(
    @Schema(
            enumeration = {"sms", "whatsapp"},
            required = true)
        String channel,
    @Schema(description = "1 to 1600 characters", required = true) String body,
    @Schema(
            description = "E.164: whom it is for. A thread keeps its number, and so its carrier",
            examples = "+5511987654321")
        String to,
    @Schema(description = "Whose way of counting; else the one that would carry it") String carrier,
    @Schema(description = "As in sending: counts the plain spelling, where the text has one")
        Boolean plainSpelling) {}
