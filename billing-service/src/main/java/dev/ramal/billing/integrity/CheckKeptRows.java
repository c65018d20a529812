package dev.ramal.billing.integrity;

import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** Compares tables with the ledger that the database keeps with every entry. */
@ApplicationScoped
class CheckKeptRows {
  private final ReadTransactions reads;
  private final IntegrityConfig config;

  CheckKeptRows(ReadTransactions reads, IntegrityConfig config) {
    this.reads = reads;
    this.config = config;
  }

  /** What the entries of a month add up to. */
  record Totals(long entries, Money cost, Money price) {}

  Uni<Totals> totals(TenantId tenant, BillingMonth month) {
    return rows(tenant, KeptRows.TOTALS, Tuple.of(tenant.value(), month.toString()))
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return new Totals(
                  row.getLong(0),
                  new Money(row.getBigDecimal(1), "BRL"),
                  new Money(row.getBigDecimal(2), "BRL"));
            });
  }

  /** The parts that are tables. */
  List<MonthCheck> checks() {
    return List.of(
        new Table(CheckedPart.MONTH_SUMS, KeptRows.MONTH_SUMS, false),
        new Table(CheckedPart.MONTH_SPEND, KeptRows.MONTH_SPEND, false),
        new Table(CheckedPart.USAGE_RECORDS, KeptRows.USAGE_RECORDS, true),
        new Table(CheckedPart.CALL_COSTS, KeptRows.CALL_COSTS, false),
        new Table(CheckedPart.MANIFESTS, KeptRows.MANIFESTS, false));
  }

  private Uni<RowSet<Row>> rows(TenantId tenant, String sql, Tuple parameters) {
    return reads.read(
        tenant,
        connection ->
            connection
                .query("set local statement_timeout = " + config.statementTimeout().toMillis())
                .execute()
                .chain(() -> connection.preparedQuery(sql).execute(parameters)));
  }

  private static Difference difference(Row row) {
    return new Difference(
        row.getString(0),
        Objects.toString(row.getString(1), ""),
        Objects.toString(row.getString(2), ""));
  }

  /** One table. Not a bean: there is one for each part. */
  private final class Table implements MonthCheck {
    private final CheckedPart part;
    private final String sql;
    private final boolean byTime;

    Table(CheckedPart part, String sql, boolean byTime) {
      this.part = part;
      this.sql = sql;
      this.byTime = byTime;
    }

    @Override
    public CheckedPart part() {
      return part;
    }

    @Override
    public Uni<List<Difference>> differences(TenantId tenant, BillingMonth month) {
      Tuple parameters = Tuple.of(tenant.value(), month.toString());
      if (byTime) {
        parameters.addValue(month.start().atOffset(ZoneOffset.UTC));
        parameters.addValue(month.next().start().atOffset(ZoneOffset.UTC));
      }
      return rows(tenant, sql, parameters)
          .map(
              rows ->
                  StreamSupport.stream(rows.spliterator(), false)
                      .map(CheckKeptRows::difference)
                      .toList());
    }
  }
}
