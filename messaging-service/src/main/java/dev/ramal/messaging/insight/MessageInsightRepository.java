package dev.ramal.messaging.insight;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.kit.time.InsightDays;
import dev.ramal.kit.time.Span;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Sums of messages, those of past days kept. */
@ApplicationScoped
class MessageInsightRepository {
  /** The days whose sums are kept and true. */
  Uni<Set<LocalDate>> keptDays(Sql sql, TenantId tenant, LocalDate first, LocalDate last) {
    return sql.query(MessageInsightSql.KEPT_DAYS, tenant.value(), first.toString(), last.toString())
        .map(
            rows ->
                rows.stream().map(row -> LocalDate.parse(row.text(0))).collect(Collectors.toSet()));
  }

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

  @AcrossTenants("past days of all organizations are summed")
  Uni<List<TenantId>> tenants(Sql sql) {
    return sql.query(MessageInsightSql.TENANTS)
        .map(rows -> rows.stream().map(row -> TenantId.of(row.text(0))).toList());
  }

  /** The latest first. */
  Uni<List<LocalDate>> daysToKeep(Sql sql, TenantId tenant, LocalDate first, LocalDate last) {
    return sql.query(
            MessageInsightSql.DAYS_TO_KEEP, tenant.value(), first.toString(), last.toString())
        .map(rows -> rows.stream().map(row -> LocalDate.parse(row.text(0))).toList());
  }

  /** Keeps no day that is kept, or of which somebody changes a message at this moment. */
  Uni<Void> keep(Sql sql, TenantId tenant, LocalDate day) {
    return sql.query(MessageInsightSql.TAKE_DAY, tenant.value(), day.toString())
        .chain(taken -> taken.get(0).bool(0) ? sum(sql, tenant, day) : Uni.createFrom().voidItem());
  }

  private static Uni<Void> sum(Sql sql, TenantId tenant, LocalDate day) {
    String name = day.toString();
    Object[] times =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(name)
            .scalar(InsightDays.begin(day))
            .scalar(InsightDays.end(day))
            .parameters();
    return Sql.together(
        List.of(
            sql.query(MessageInsightSql.FORGET_DAY, tenant.value(), name),
            sql.query(MessageInsightSql.KEEP_DAY, times),
            sql.query(MessageInsightSql.IS_KEPT, tenant.value(), name)));
  }

  /** Their sums are made anew; until then they come from the messages: organization and day. */
  static List<Uni<?>> unkeep(Sql sql, List<RowKey> days) {
    Object[] keys = Columns.of(days).text(RowKey::tenant).text(RowKey::id).parameters();
    return List.of(
        sql.query(MessageInsightSql.HOLD_DAYS, keys),
        sql.query(MessageInsightSql.UNKEEP_DAYS, keys));
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
