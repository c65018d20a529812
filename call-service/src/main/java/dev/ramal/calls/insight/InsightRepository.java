package dev.ramal.calls.insight;

import dev.ramal.calls.lifecycle.CallCosts;
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

/** Sums of calls, those of past days kept. */
@ApplicationScoped
class InsightRepository {
  /** The days whose sums are kept and true. */
  Uni<Set<LocalDate>> keptDays(Sql sql, TenantId tenant, LocalDate first, LocalDate last) {
    return sql.query(InsightSql.KEPT_DAYS, tenant.value(), first.toString(), last.toString())
        .map(
            rows ->
                rows.stream().map(row -> LocalDate.parse(row.text(0))).collect(Collectors.toSet()));
  }

  Uni<Map<String, Figures>> ofDays(
      Sql sql, TenantId tenant, InsightGroup group, Collection<LocalDate> days) {
    return days.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : sql.query(
                InsightSql.OF_DAYS,
                tenant.value(),
                group.name(),
                days.stream().map(LocalDate::toString).toArray(String[]::new))
            .map(InsightRepository::byValue);
  }

  /**
   * From the calls themselves.
   *
   * @param agentId null for everybody's
   */
  Uni<Map<String, Figures>> ofCalls(
      Sql sql, TenantId tenant, InsightGroup group, List<Span> spans, String agentId) {
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
            agentId == null ? InsightSql.ofCalls(group) : InsightSql.ofAgent(group),
            columns.parameters())
        .map(InsightRepository::byValue);
  }

  @AcrossTenants("past days of all organizations are summed")
  Uni<List<TenantId>> tenants(Sql sql) {
    return sql.query(InsightSql.TENANTS)
        .map(rows -> rows.stream().map(row -> TenantId.of(row.text(0))).toList());
  }

  /** The latest first. */
  Uni<List<LocalDate>> daysToKeep(Sql sql, TenantId tenant, LocalDate first, LocalDate last) {
    return sql.query(InsightSql.DAYS_TO_KEEP, tenant.value(), first.toString(), last.toString())
        .map(rows -> rows.stream().map(row -> LocalDate.parse(row.text(0))).toList());
  }

  /** Keeps no day that is kept, or of which somebody changes or holds a call at this moment. */
  Uni<Void> keep(Sql sql, TenantId tenant, LocalDate day) {
    String name = day.toString();
    return sql.query(InsightSql.TAKE_DAY, tenant.value(), name)
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
    return CallCosts.fill(sql, tenant, InsightDays.begin(day), InsightDays.end(day))
        .chain(
            held ->
                held
                    ? Uni.createFrom().voidItem()
                    : Sql.together(
                        List.of(
                            sql.query(InsightSql.FORGET_DAY, tenant.value(), name),
                            sql.query(InsightSql.KEEP_DAY, times),
                            sql.query(InsightSql.IS_KEPT, tenant.value(), name))));
  }

  /** Their sums are made anew; until then they come from the calls. Key: organization and day. */
  static List<Uni<?>> unkeep(Sql sql, List<RowKey> days) {
    Object[] keys = Columns.of(days).text(RowKey::tenant).text(RowKey::id).parameters();
    return List.of(sql.query(InsightSql.HOLD_DAYS, keys), sql.query(InsightSql.UNKEEP_DAYS, keys));
  }

  private static Map<String, Figures> byValue(List<SqlRow> rows) {
    Map<String, Figures> found = new HashMap<>();
    rows.forEach(row -> found.merge(row.text(0), Figures.of(row, 2, row.text(1)), Figures::plus));
    return found;
  }
}
