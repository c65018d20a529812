package dev.ramal.messaging.templates;

import dev.ramal.events.Channel;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.AccessScope;
import java.time.Instant;
import java.util.List;

/**
 * A text that an organization writes again and again.
 *
 * @param name by which it is sent, once in the organization; never changes
 * @param language as WhatsApp writes it, pt_BR
 * @param authorName null where the token did not say
 * @param current what is sent from now on
 * @param approvals of all its texts
 * @param archivedAt null while it may be sent
 */
record Template(
    TenantId tenant,
    String id,
    String name,
    TemplateCategory category,
    Channel channel,
    String language,
    Sharing sharing,
    String authorId,
    String authorName,
    TemplateVersion current,
    List<TemplateApproval> approvals,
    Instant archivedAt,
    Instant createdAt,
    Instant updatedAt) {
  Template {
    approvals = List.copyOf(approvals);
  }

  boolean mayBeReadBy(AccessScope scope) {
    return sharing == Sharing.ORGANIZATION || scope.mayRead(authorId);
  }

  /** What a contact gets. */
  TemplateVariant variantFor(String contact) {
    return Split.of(id, contact, current.variants());
  }

  List<TemplateApproval> approvalsOf(TemplateVariant variant) {
    return approvals.stream().filter(approval -> approval.isOf(variant)).toList();
  }

  Template with(
      TemplateCategory newCategory, Sharing newSharing, TemplateVersion newest, Instant now) {
    return new Template(
        tenant,
        id,
        name,
        newCategory,
        channel,
        language,
        newSharing,
        authorId,
        authorName,
        newest,
        approvals,
        archivedAt,
        createdAt,
        now);
  }
}
