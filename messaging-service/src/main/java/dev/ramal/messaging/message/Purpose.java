package dev.ramal.messaging.message;

import dev.ramal.events.WhatsAppCategory;

/**
 * What a message of ours is sent for.
 *
 * @param campaignId null for none
 * @param template null for free text
 */
public record Purpose(String campaignId, TemplateUse template) {
  public static final Purpose NONE = new Purpose(null, null);

  /** The carrier has approved the text: it may go outside of WhatsApp's window. */
  public boolean isApproved() {
    return approved() != null;
  }

  /**
   * By which WhatsApp prices a message for this purpose: what is written freely is service, as it
   * leaves only within the window.
   *
   * @return null for an approved text of which the category was not kept
   */
  public WhatsAppCategory category() {
    return isApproved() ? approved().category() : WhatsAppCategory.SERVICE;
  }

  /** Null where it goes as plain text. */
  public TemplateUse.ApprovedText approved() {
    return template == null ? null : template.approved();
  }
}
