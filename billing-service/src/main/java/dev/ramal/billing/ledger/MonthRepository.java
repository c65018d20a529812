package dev.ramal.billing.ledger;

import dev.ramal.billing.TenantMonth;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Meter;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A month of the ledger: page by page in order of occurrence, and as the sums of its hours, which
 * the database keeps with every entry.
 */
@ApplicationScoped
public class MonthRepository {
  private static final int PAGE = 500;
  private static final UUID FIRST = new UUID(0, 0);
  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private static final String PAGE_OF =
      "select "
          + MonthEntryRow.COLUMNS
          + " from ledger_entries where tenant = $1 and month = $2"
          + " and (occurred_at, usage_id, number) > ($3, $4, $5) and occurred_at < $6"
          + " and ($7::text is null or pg_visible_in_snapshot(written_by, $7::pg_snapshot))"
          + " order by occurred_at, usage_id, number limit $8";

  private static final String SUMS =
      "select hour, meter, destination_class, leg, uses, quantity, billed_quantity, taken_back,"
          + " cost, estimated_cost, price from month_sums where tenant = $1 and month = $2"
          + " order by hour";

  private static final String MARKS =
      """
      select s.tenant, s.month,
        md5(string_agg(
          concat_ws('|', extract(epoch from s.hour)::bigint, s.meter, s.destination_class, s.leg,
            s.billed_quantity, s.taken_back, s.price),
          ',' order by s.hour, s.meter, s.destination_class, s.leg))
      from month_sums s
      join unnest($1::text[], $2::text[]) as asked (tenant, month)
        on s.tenant = asked.tenant and s.month = asked.month
      group by s.tenant, s.month
      """;

  /** The organizations one after the other by the index, and for each of them a look at a month. */
  private static final String USED =
      """
      with recursive tenants as (
        (select tenant from month_sums order by tenant limit 1)
        union all
        select (select s.tenant from month_sums s where s.tenant > t.tenant
                order by s.tenant limit 1)
        from tenants t where t.tenant is not null
      )
      select t.tenant, m.month from tenants t cross join unnest($1::text[]) as m (month)
      where t.tenant is not null and exists (
        select from month_sums s where s.tenant = t.tenant and s.month = m.month)
      """;

  /** The sums of the month's hours, hour by hour. */
  public Uni<List<HourSums>> sums(SqlConnection connection, TenantId tenant, BillingMonth month) {
    return connection
        .preparedQuery(SUMS)
        .execute(Tuple.of(tenant.value(), month.toString()))
        .map(rows -> all(rows, MonthRepository::sums));
  }

  /**
   * The next page of the month in order of occurrence.
   *
   * @param snapshot only what this database snapshot sees; null for everything
   * @param last the last entry of the page before; null at the beginning
   */
  public Uni<List<MonthEntry>> page(
      SqlConnection connection,
      TenantId tenant,
      BillingMonth month,
      String snapshot,
      MonthEntry last) {
    return page(connection, tenant, month, Instant.EPOCH, END_OF_TIME, snapshot, last);
  }

  /**
   * What stands for all that a month's price is made of: it changes when and only when an entry
   * changes what is billed. Of months without an entry, empty.
   */
  public Uni<String> mark(SqlConnection connection, TenantId tenant, BillingMonth month) {
    return connection
        .preparedQuery(MARKS)
        .execute(Tuple.of(new String[] {tenant.value()}, new String[] {month.toString()}))
        .map(rows -> rows.size() == 0 ? "" : rows.iterator().next().getString(2));
  }

  /** The {@linkplain #mark marks} of those months that have entries. */
  @AcrossTenants("closed months of all organizations are looked at")
  public Uni<Map<TenantMonth, String>> marks(Sql sql, List<TenantMonth> months) {
    return sql.query(
            MARKS,
            Columns.of(months)
                .text(of -> of.tenant().value())
                .text(TenantMonth::month)
                .parameters())
        .map(rows -> rows.stream().collect(Collectors.toMap(TenantMonth::of, row -> row.text(2))));
  }

  /** Which organizations have entries in which of these months. */
  @AcrossTenants("months of all organizations are closed")
  public Uni<List<TenantMonth>> used(Sql sql, List<BillingMonth> months) {
    return sql.query(
            USED, (Object) months.stream().map(BillingMonth::toString).toArray(String[]::new))
        .map(TenantMonth::of);
  }

  /** The next page of one hour of the month. */
  public Uni<List<MonthEntry>> pageOfHour(
      SqlConnection connection,
      TenantId tenant,
      BillingMonth month,
      Instant hour,
      MonthEntry last) {
    return page(connection, tenant, month, hour, hour.plus(HOUR), null, last);
  }

  private static Uni<List<MonthEntry>> page(
      SqlConnection connection,
      TenantId tenant,
      BillingMonth month,
      Instant from,
      Instant to,
      String snapshot,
      MonthEntry last) {
    Instant after = last == null ? from : last.occurredAt();
    return connection
        .preparedQuery(PAGE_OF)
        .execute(
            Tuple.from(
                Arrays.asList(
                    tenant.value(),
                    month.toString(),
                    after.atOffset(ZoneOffset.UTC),
                    last == null ? FIRST : last.usageId(),
                    last == null ? 0 : last.number(),
                    to.atOffset(ZoneOffset.UTC),
                    snapshot,
                    PAGE)))
        .map(rows -> all(rows, MonthEntryRow::read));
  }

  private static HourSums sums(Row row) {
    return new HourSums(
        row.getOffsetDateTime(0).toInstant(),
        Meter.of(row.getString(1)),
        new DestinationClass(row.getString(2)),
        row.getString(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        new Money(row.getBigDecimal(8), "BRL"),
        new Money(row.getBigDecimal(9), "BRL"),
        new Money(row.getBigDecimal(10), "BRL"));
  }

  private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> read) {
    List<T> all = new ArrayList<>(rows.size());
    rows.forEach(row -> all.add(read.apply(row)));
    return all;
  }
}
