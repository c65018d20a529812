package dev.ramal.calls.insight;

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
 * Sums calls within what a person may see: whole days from what is kept, the rest from the calls.
 * An agent's own calls are few, and are always read.
 */
@ApplicationScoped
class ReadInsight {
  private final InsightRepository insight;
  private final SqlTransactions transactions;

  ReadInsight(InsightRepository insight, SqlTransactions transactions) {
    this.insight = insight;
    this.transactions = transactions;
  }

  /**
   * By the value of the group; empty for calls that have none.
   *
   * @param billed whether what billing says of the calls is wanted, too
   */
  Uni<Map<String, Figures>> read(
      AccessScope scope, InsightGroup group, Span asked, boolean billed) {
    TenantId tenant = scope.tenant();
    String owner = scope.ownerOrNull();
    return transactions.inTenant(
        tenant,
        sql ->
            owner == null
                ? everybodys(sql, tenant, group, asked, billed)
                : insight.ofCalls(sql, tenant, group, List.of(asked), owner, billed));
  }

  private Uni<Map<String, Figures>> everybodys(
      Sql sql, TenantId tenant, InsightGroup group, Span asked, boolean billed) {
    return InsightRepository.DAYS.sums(
        sql,
        tenant,
        asked,
        days -> insight.ofDays(sql, tenant, group, days),
        rest -> insight.ofCalls(sql, tenant, group, rest, null, billed),
        Figures::plus);
  }
}
