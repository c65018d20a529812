package dev.ramal.calls.insight;

import dev.ramal.calls.lifecycle.CallCosts;
import dev.ramal.events.TenantId;
import dev.ramal.kit.days.DayTables;
import dev.ramal.kit.days.KeptDays;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.kit.time.InsightDays;
import dev.ramal.kit.time.Span;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Sums of calls, those of past days kept. */
@ApplicationScoped
class InsightRepository {
  static final KeptDays DAYS =
      new KeptDays(new DayTables("insight_days", "insight_kept", null, "calls", "requested_at"));

  Uni<Map<String, Figures>> ofDays(
      Sql sql, TenantId tenant, InsightGroup group, Collection<LocalDate> days) {
    return days.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : sql.query(
                InsightSql.OF_DAYS,
                tenant.value(),
                group.name(),
                days.stream().map(LocalDate::toString).toArray(String[]::new))
            .map(rows -> byValue(rows, row -> Billed.of(row, 9)));
  }

  /**
   * From the calls themselves.
   *
   * @param agentId null for everybody's
   * @param billed whether what billing says of them is wanted, too
   */
  Uni<Map<String, Figures>> ofCalls(
      Sql sql,
      TenantId tenant,
      InsightGroup group,
      List<Span> spans,
      String agentId,
      boolean billed) {
    if (spans.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    Columns<Span> columns =
        Columns.of(spans)
            .scalar(tenant.value())
            .instant(Span::begin)
            .instant(Span::until)
            .scalar(agentId);
    Object[] parameters = columns.parameters();
    Uni<Map<String, Figures>> figures =
        sql.query(
                agentId == null ? InsightSql.ofCalls(group) : InsightSql.ofAgent(group), parameters)
            .map(rows -> byValue(rows, row -> Billed.NOTHING));
    if (!billed) {
      return figures;
    }
    return Uni.combine()
        .all()
        .unis(
            figures,
            sql.query(
                agentId == null ? InsightSql.billedOfCalls(group) : InsightSql.billedOfAgent(group),
                parameters))
        .with(InsightRepository::withBilled);
  }

  private static Map<String, Figures> withBilled(Map<String, Figures> figures, List<SqlRow> costs) {
    Map<String, Figures> all = new HashMap<>(figures);
    costs.forEach(row -> all.merge(row.text(0), Figures.of(Billed.of(row, 1)), Figures::plus));
    return all;
  }

  /** The days to which calls belong that are over, as far as they are past. */
  @AcrossTenants("each call names its own")
  Uni<List<RowKey>> daysOf(Sql sql, List<RowKey> calls, Instant before) {
    return sql.query(
            InsightSql.DAYS_OF_CALLS,
            Columns.of(calls).text(RowKey::tenant).text(RowKey::id).scalar(before).parameters())
        .map(
            rows ->
                rows.stream()
                    .map(row -> RowKey.of(TenantId.of(row.text(0)), row.text(1)))
                    .toList());
  }

  /** Keeps no day that is kept, or of which somebody changes or holds a call at this moment. */
  Uni<Void> keep(Sql sql, TenantId tenant, LocalDate day) {
    return DAYS.take(sql, tenant, day)
        .chain(taken -> taken ? sum(sql, tenant, day) : Uni.createFrom().voidItem());
  }

  private static Uni<Void> sum(Sql sql, TenantId tenant, LocalDate day) {
    return CallCosts.fill(sql, tenant, InsightDays.begin(day), InsightDays.end(day))
        .chain(
            held ->
                held
                    ? Uni.createFrom().voidItem()
                    : DAYS.keep(sql, tenant, day, InsightSql.KEEP_DAY));
  }

  private static Map<String, Figures> byValue(List<SqlRow> rows, Function<SqlRow, Billed> billed) {
    Map<String, Figures> found = new HashMap<>();
    rows.forEach(
        row ->
            found.merge(
                row.text(0), Figures.of(row, 2, row.text(1), billed.apply(row)), Figures::plus));
    return found;
  }
}
