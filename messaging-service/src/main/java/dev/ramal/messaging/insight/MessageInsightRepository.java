package dev.ramal.messaging.insight;

import dev.ramal.events.TenantId;
import dev.ramal.kit.days.DayTables;
import dev.ramal.kit.days.KeptDays;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.kit.time.Span;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sums of messages, those of past days kept. */
@ApplicationScoped
class MessageInsightRepository {
  static final KeptDays DAYS =
      new KeptDays(
          new DayTables(
              "message_days", "message_days_kept", "by_variant", "message", "created_at"));

  Uni<Map<String, MessageFigures>> ofDays(
      Sql sql, TenantId tenant, MessageInsightGroup group, Collection<LocalDate> days) {
    return days.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : sql.query(
                MessageInsightSql.OF_DAYS,
                tenant.value(),
                group.name(),
                days.stream().map(LocalDate::toString).toArray(String[]::new))
            .map(MessageInsightRepository::byValue);
  }

  /**
   * From the messages themselves.
   *
   * @param agentId null for everybody's
   */
  Uni<Map<String, MessageFigures>> ofMessages(
      Sql sql, TenantId tenant, MessageInsightGroup group, List<Span> spans, String agentId) {
    if (spans.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    Columns<Span> columns =
        Columns.of(spans)
            .scalar(tenant.value())
            .instant(Span::begin)
            .instant(Span::until)
            .scalar(agentId);
    return sql.query(
            agentId == null
                ? MessageInsightSql.ofMessages(group)
                : MessageInsightSql.ofAgent(group),
            columns.parameters())
        .map(MessageInsightRepository::byValue);
  }

  /** Keeps no day that is kept, or of which somebody changes a message at this moment. */
  Uni<Void> keep(Sql sql, TenantId tenant, LocalDate day) {
    return DAYS.take(sql, tenant, day)
        .chain(
            taken ->
                taken
                    ? DAYS.keep(sql, tenant, day, MessageInsightSql.KEEP_DAY)
                    : Uni.createFrom().voidItem());
  }

  private static Map<String, MessageFigures> byValue(List<SqlRow> rows) {
    Map<String, MessageFigures> found = new HashMap<>();
    rows.forEach(
        row ->
            found.merge(
                row.text(0),
                MessageFigures.of(row, 3, row.text(1), row.text(2)),
                MessageFigures::plus));
    return found;
  }
}
