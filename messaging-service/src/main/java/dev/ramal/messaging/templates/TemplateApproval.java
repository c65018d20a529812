package dev.ramal.messaging.templates;

import java.time.Instant;

/**
 * What a carrier says of a text.
 *
 * @param textKey which text, see {@link TemplateText#key}
 * @param carrier its word
 * @param contentId the carrier's id of the text; null until it has it
 * @param reason the carrier's words; null where it gave none
 * @param changedAt when the state became what it is
 */
record TemplateApproval(
    String connectionId,
    String textKey,
    String carrier,
    ApprovalCategory category,
    String contentId,
    ApprovalState state,
    String reason,
    Instant requestedAt,
    Instant changedAt) {

  boolean isOf(TemplateVariant variant) {
    return variant.text().key().equals(textKey);
  }

  boolean isApproved() {
    return state == ApprovalState.APPROVED && contentId != null;
  }
}
