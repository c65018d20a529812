package dev.ramal.messaging.message;

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

  /** Null where it goes as plain text. */
  public TemplateUse.ApprovedText approved() {
    return template == null ? null : template.approved();
  }
}
