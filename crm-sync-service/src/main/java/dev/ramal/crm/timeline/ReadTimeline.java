package dev.ramal.crm.timeline;

import dev.ramal.events.TenantId;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Reads the timeline of a contact as it is known now; the CRM is not asked. */
@ApplicationScoped
class ReadTimeline {
  private final SqlTransactions transactions;
  private final TimelineRepository timelines;

  ReadTimeline(SqlTransactions transactions, TimelineRepository timelines) {
    this.transactions = transactions;
    this.timelines = timelines;
  }

  /**
   * Newest first.
   *
   * @param types those that the person sees
   * @param behind null for the first page
   */
  Uni<List<TimelineItemView>> page(
      TimelineAccess access, String contactId, Set<TimelineType> types, Cursor behind, int most) {
    TenantId tenant = access.scope().tenant();
    return transactions
        .inTenant(
            tenant,
            sql ->
                timelines
                    .owner(sql, tenant, contactId)
                    .chain(owner -> timelines.page(sql, tenant, owner, types, behind, most)))
        .map(found -> found.stream().map(item -> TimelineItemView.of(item, access)).toList());
  }
}
