package dev.ramal.messaging.lifecycle;

import dev.ramal.events.EventJson;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.messaging.message.Purpose;
import dev.ramal.messaging.message.TemplateUse;
import dev.ramal.messaging.message.TemplateUse.ApprovedText;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * What a message is sent for, as it is stored.
 *
 * @param approvedText JSON; null where it goes as plain text
 */
@Embeddable
record PurposeColumns(
    @Column(name = "campaign_id") String campaignId,
    @Column(name = "template_id") String templateId,
    @Column(name = "template_version") Integer templateVersion,
    @Column(name = "template_variant") String templateVariant,
    @Column(name = "approved_text") String approvedText) {
  /** Where these begin among the columns of {@link MessageStatements}. */
  private static final int FIRST = 35;

  static final PurposeColumns NONE = new PurposeColumns(null, null, null, null, null);

  static PurposeColumns of(Purpose purpose) {
    TemplateUse template = purpose.template();
    if (template == null) {
      return new PurposeColumns(purpose.campaignId(), null, null, null, null);
    }
    return new PurposeColumns(
        purpose.campaignId(),
        template.id(),
        template.version(),
        template.variant(),
        template.approved() == null ? null : EventJson.write(template.approved()));
  }

  static PurposeColumns read(SqlRow row) {
    return new PurposeColumns(
        row.text(FIRST),
        row.text(FIRST + 1),
        row.integer(FIRST + 2),
        row.text(FIRST + 3),
        row.text(FIRST + 4));
  }

  Purpose purpose() {
    if (templateId == null) {
      return campaignId == null ? Purpose.NONE : new Purpose(campaignId, null);
    }
    ApprovedText approved =
        approvedText == null ? null : EventJson.read(approvedText, ApprovedText.class);
    return new Purpose(
        campaignId, new TemplateUse(templateId, templateVersion, templateVariant, approved));
  }
}
