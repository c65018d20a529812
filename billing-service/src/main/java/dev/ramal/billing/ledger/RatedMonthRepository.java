package dev.ramal.billing.ledger;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Meter;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** A month of the ledger for whoever rates it again, in order of occurrence; only read. */
@ApplicationScoped
public class RatedMonthRepository {
  private static final UUID FIRST = new UUID(0, 0);

  private static final String PAGE =
      """
      select usage_id, number, kind, subject, leg, meter, destination_class, carrier, direction,
        party, occurred_at, quantity, billed_quantity, used_quantity, preceding_quantity, tariff_id,
        cost, price
      from ledger_entries
      where tenant = $1 and month = $2 and (occurred_at, usage_id, number) > ($3, $4, $5)
        and pg_visible_in_snapshot(written_by, $6::pg_snapshot)
      order by occurred_at, usage_id, number limit $7
      """;

  /**
   * The next page of the month.
   *
   * @param snapshot only what this database snapshot sees
   * @param last the last entry of the page before; null at the beginning
   */
  public Uni<List<RatedEntry>> page(
      SqlConnection connection,
      TenantId tenant,
      BillingMonth month,
      String snapshot,
      RatedEntry last,
      int most) {
    Instant after = last == null ? Instant.EPOCH : last.entry().occurredAt();
    return connection
        .preparedQuery(PAGE)
        .execute(
            Tuple.from(
                Arrays.asList(
                    tenant.value(),
                    month.toString(),
                    after.atOffset(ZoneOffset.UTC),
                    last == null ? FIRST : last.entry().usageId(),
                    last == null ? 0 : last.entry().number(),
                    snapshot,
                    most)))
        .map(
            rows -> {
              List<RatedEntry> page = new ArrayList<>(rows.size());
              rows.forEach(row -> page.add(read(row)));
              return page;
            });
  }

  private static RatedEntry read(Row row) {
    String carrier = row.getString(7);
    String direction = row.getString(8);
    MonthEntry entry =
        new MonthEntry(
            row.getUUID(0),
            row.getInteger(1),
            EntryKind.of(row.getString(2)),
            row.getString(3),
            null,
            row.getString(4),
            Meter.of(row.getString(5)),
            DestinationClass.ofNullable(row.getString(6)),
            carrier == null ? null : Carrier.of(carrier),
            direction == null ? null : Direction.of(direction),
            row.getString(9),
            Attribution.UNKNOWN,
            row.getOffsetDateTime(10).toInstant(),
            row.getLong(11),
            row.getLong(12),
            null,
            null,
            null,
            new Money(row.getBigDecimal(16), "BRL"),
            new Money(row.getBigDecimal(17), "BRL"));
    return new RatedEntry(entry, row.getLong(13), row.getLong(14), row.getUUID(15), null);
  }
}
