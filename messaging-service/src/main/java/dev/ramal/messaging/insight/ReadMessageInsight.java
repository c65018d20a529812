package dev.ramal.messaging.insight;

import dev.ramal.events.TenantId;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.time.Span;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/**
 * Sums messages within what a person may see: whole days from what is kept, the rest from the
 * messages. What one person wrote is little, and is always read.
 */
@ApplicationScoped
class ReadMessageInsight {
  private final MessageInsightRepository insight;
  private final SqlTransactions transactions;

  ReadMessageInsight(MessageInsightRepository insight, SqlTransactions transactions) {
    this.insight = insight;
    this.transactions = transactions;
  }

  /** By the value of the group; empty for messages that have none. */
  Uni<Map<String, MessageFigures>> read(AccessScope scope, MessageInsightGroup group, Span asked) {
    TenantId tenant = scope.tenant();
    String author = scope.ownerOrNull();
    return transactions.inTenant(
        tenant,
        sql ->
            author == null
                ? everybodys(sql, tenant, group, asked)
                : insight.ofMessages(sql, tenant, group, List.of(asked), author));
  }

  private Uni<Map<String, MessageFigures>> everybodys(
      Sql sql, TenantId tenant, MessageInsightGroup group, Span asked) {
    return MessageInsightRepository.DAYS.sums(
        sql,
        tenant,
        asked,
        days -> insight.ofDays(sql, tenant, group, days),
        rest -> insight.ofMessages(sql, tenant, group, rest, null),
        MessageFigures::plus);
  }
}
