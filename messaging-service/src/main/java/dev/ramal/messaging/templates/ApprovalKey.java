package dev.ramal.messaging.templates;

import dev.ramal.events.TenantId;

/**
 * A text of a template with one account at a carrier.
 *
 * @param textKey which text, see {@link TemplateText#key}
 */
record ApprovalKey(TenantId tenant, String templateId, String connectionId, String textKey) {
  private static final int SHORT = 8;

  /** By which the text is found again at the carrier. */
  String contentName() {
    return "ramal-" + templateId + "-" + textKey.substring(0, SHORT);
  }

  /** As WhatsApp shows it to whoever reviews it. */
  String approvalName(String templateName) {
    return templateName + "_" + textKey.substring(0, SHORT);
  }
}
