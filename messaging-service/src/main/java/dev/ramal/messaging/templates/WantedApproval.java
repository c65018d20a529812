package dev.ramal.messaging.templates;

import java.util.Map;

/**
 * What a carrier is to be asked for.
 *
 * @param name of the template
 * @param examples by variable
 * @param contentId null until the carrier has the text
 * @param reason why it is in that state; null where nobody said
 */
record WantedApproval(
    ApprovalKey key,
    String name,
    String language,
    String body,
    Map<String, String> examples,
    ApprovalCategory category,
    String contentId,
    ApprovalState state,
    String reason,
    int polls) {

  TemplateText text() {
    return new TemplateText(body);
  }
}
