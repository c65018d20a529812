package dev.ramal.messaging.message;

import dev.ramal.events.WhatsAppCategory;
import java.util.Map;

/**
 * The template that a message was made of.
 *
 * @param version of its text; never changes
 * @param variant of that version
 * @param approved null where it goes as plain text
 */
public record TemplateUse(String id, int version, String variant, ApprovedText approved) {

  /**
   * What a carrier has approved and sends by its own copy.
   *
   * @param contentId the carrier's id of it
   * @param values by position, from "1"
   * @param category by which WhatsApp prices it, as it was when the message was taken; null in what
   *     was stored before this was kept
   */
  public record ApprovedText(
      String contentId, Map<String, String> values, WhatsAppCategory category) {
    public ApprovedText {
      values = Map.copyOf(values);
    }
  }
}
