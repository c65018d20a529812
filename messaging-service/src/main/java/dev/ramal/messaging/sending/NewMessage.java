package dev.ramal.messaging.sending;

import dev.ramal.messaging.templates.TemplateRef;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a client asks for. */
@Schema(
    description = "One SMS or one WhatsApp text",
    examples =
"""
{"to": "+5511987654321", "channel": "sms", "body": "Olá! Podemos falar hoje?"}
""")
public record NewMessage(
    @Schema(description = "E.164", examples = "+5511987654321", required = true) String to,
    @Schema(
            enumeration = {"sms", "whatsapp"},
            required = true)
        String channel,
    @Schema(description = "1 to 1600 characters; absent where a template is named") String body,
    @Schema(
            description =
                "SMS only: spell characters plainly that force the text into UCS-2, as ã, ç or"
                    + " curly quotes, if the whole text then is GSM-7; see POST"
                    + " /api/messages/preview")
        Boolean plainSpelling,
    @Schema(description = "The contact in the CRM") String contactId,
    @Schema(description = "Overrides the choice", examples = "twilio") String carrier,
    @Schema(description = "What it is counted under, as in insight") String campaignId,
    @Schema(
            implementation = TemplateRef.class,
            description =
                "Instead of the body. By WhatsApp an approved one may go outside of the 24 hours")
        TemplateRef template) {}
