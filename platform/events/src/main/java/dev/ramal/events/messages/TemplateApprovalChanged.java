package dev.ramal.events.messages;

import dev.ramal.events.Carrier;
import dev.ramal.events.TemplateApprovalStatus;
import java.time.Instant;

/**
 * WhatsApp has decided about the text of a template, or decides otherwise than before. Told once
 * for each change, as far as the carrier shows it when it is asked.
 *
 * <p>Type {@code dev.ramal.messages.TemplateApprovalChanged}.
 *
 * @param name of the template
 * @param language as WhatsApp writes it, pt_BR
 * @param text the words that it is about, with their variables
 * @param carrier with which the text lies
 * @param reason the carrier's words; null where it gave none
 * @param changedAt when we learned of it
 */
public record TemplateApprovalChanged(
    String templateId,
    String name,
    String language,
    String text,
    Carrier carrier,
    String connectionId,
    TemplateApprovalStatus status,
    String reason,
    Instant changedAt) {
  public static final String TYPE = "dev.ramal.messages.TemplateApprovalChanged";
}
