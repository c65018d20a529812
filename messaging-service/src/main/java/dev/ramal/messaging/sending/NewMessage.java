package dev.ramal.messaging.sending;

import dev.ramal.messaging.templates.TemplateRef;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a client asks for. */
@Schema(
    description = "One SMS or one WhatsApp message",
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
    @Schema(
            description =
                "1 to 1600 characters; by WhatsApp through Telnyx 4096, beside a file or buttons"
                    + " 1024. Absent where a template is named, and where there is only a file")
        String body,
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
        TemplateRef template,
    @Schema(
            format = "date-time",
            description = "RFC 3339: not to leave earlier; up to 35 days ahead",
            examples = "2026-03-02T12:00:00Z")
        String sendAt,
    @Schema(
            description =
                "Files, each at an https:// address of the public internet that asks for no"
                    + " password: one by WhatsApp, up to ten by MMS, which there is between numbers"
                    + " of the USA and Canada only")
        List<String> mediaUrls,
    @Schema(description = "WhatsApp only: up to three answers that the contact gives by a tap")
        List<NewButton> buttons) {

  /** An answer to be offered. */
  public record NewButton(
      @Schema(description = "Comes back with the answer; the title when left out. 1 to 200")
          String id,
      @Schema(description = "What stands on it: 1 to 20 characters", required = true)
          String title) {}
}
