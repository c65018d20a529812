package dev.ramal.kit.days;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.kit.time.InsightDays;
import dev.ramal.kit.time.Span;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The past days of which sums are kept, as {@link InsightDays} has days. Whoever changes a row of
 * one takes it back in the same transaction: a shared lock for each such day, an exclusive one for
 * whoever sums it, so that neither misses the other.
 */
public final class KeptDays {
  private final DayStatements statements;

  public KeptDays(DayTables tables) {
    this.statements = new DayStatements(tables);
  }

  /**
   * Sums of a time: of its whole days from what is kept, of the rest from the rows.
   *
   * @param ofDays reads what is kept of days
   * @param ofRows sums the rows of times
   */
  public <F> Uni<Map<String, F>> sums(
      Sql sql,
      TenantId tenant,
      Span asked,
      Function<Set<LocalDate>, Uni<Map<String, F>>> ofDays,
      Function<List<Span>, Uni<Map<String, F>>> ofRows,
      BinaryOperator<F> plus) {
    LocalDate first = InsightDays.firstWhole(asked.begin());
    LocalDate last = InsightDays.of(asked.until()).minusDays(1);
    Uni<Set<LocalDate>> kept =
        first.isAfter(last) ? Uni.createFrom().item(Set.of()) : known(sql, tenant, first, last);
    return kept.chain(
        days ->
            Uni.combine()
                .all()
                .unis(ofDays.apply(days), ofRows.apply(InsightDays.besides(asked, days)))
                .with((some, others) -> together(some, others, plus)));
  }

  private Uni<Set<LocalDate>> known(Sql sql, TenantId tenant, LocalDate first, LocalDate last) {
    return sql.query(statements.known, tenant.value(), first.toString(), last.toString())
        .map(rows -> rows.stream().map(KeptDays::day).collect(Collectors.toSet()));
  }

  /** Whose rows there are. */
  @AcrossTenants("past days of all organizations are summed")
  public Uni<List<TenantId>> tenants(Sql sql) {
    return sql.query(statements.tenants)
        .map(rows -> rows.stream().map(row -> TenantId.of(row.text(0))).toList());
  }

  /** Those that are not kept, the latest first; none before the first row. */
  public Uni<List<LocalDate>> missing(Sql sql, TenantId tenant, LocalDate first, LocalDate last) {
    return sql.query(statements.missing, tenant.value(), first.toString(), last.toString())
        .map(rows -> rows.stream().map(KeptDays::day).toList());
  }

  /**
   * Takes a day until the transaction ends.
   *
   * @return false where it is kept, or somebody takes it, or changes a row of it, at this moment
   */
  public Uni<Boolean> take(Sql sql, TenantId tenant, LocalDate day) {
    return sql.query(statements.take, tenant.value(), day.toString())
        .map(rows -> rows.get(0).bool(0));
  }

  /**
   * Makes the sums of a day that was taken anew.
   *
   * @param sum a statement that adds them: $1 is the organization, $2 the day as text, $3 its
   *     beginning and $4 its end
   */
  public Uni<Void> keep(Sql sql, TenantId tenant, LocalDate day, String sum) {
    Object[] times =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(day.toString())
            .scalar(InsightDays.begin(day))
            .scalar(InsightDays.end(day))
            .parameters();
    return Sql.together(
        List.of(
            sql.query(statements.forget, tenant.value(), day.toString()),
            sql.query(sum, times),
            sql.query(statements.isKept, tenant.value(), day.toString())));
  }

  /** Their sums are made anew; until then they come from the rows. Key: organization and day. */
  public List<Uni<?>> unkeep(Sql sql, List<RowKey> days) {
    Object[] keys = Columns.of(days).text(RowKey::tenant).text(RowKey::id).parameters();
    return List.of(sql.query(statements.hold, keys), sql.query(statements.unkeep, keys));
  }

  private static LocalDate day(SqlRow row) {
    return LocalDate.parse(row.text(0));
  }

  private static <F> Map<String, F> together(
      Map<String, F> some, Map<String, F> others, BinaryOperator<F> plus) {
    Map<String, F> all = new HashMap<>(some);
    others.forEach((value, sums) -> all.merge(value, sums, plus));
    return all;
  }
}
