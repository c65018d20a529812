package dev.ramal.billing.ledger;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Meter;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/** A month of the ledger added up by who used it, for what, and over whom. */
@ApplicationScoped
public class EarnedRepository {
  private static final String PARTS =
      """
      select %s as key, %s as name, greatest(width_bucket(occurred_at, $3::timestamptz[]), 1) - 1,
        meter, coalesce(destination_class, ''), coalesce(leg, ''),
        count(*) filter (where number = 1), sum(billed_quantity), sum(price), sum(cost)
      from ledger_entries where tenant = $1 and month = $2
      group by 1, 3, 4, 5, 6 order by 3, 4, 5, 6
      """;

  /**
   * In order of the keys.
   *
   * @param periods when the parts of the month begin, in order; not empty
   */
  public Uni<List<EarnedPart>> parts(
      SqlConnection connection,
      TenantId tenant,
      BillingMonth month,
      MarginKey by,
      List<Instant> periods) {
    OffsetDateTime[] begins =
        periods.stream().map(at -> at.atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
    return connection
        .preparedQuery(PARTS.formatted(by.key(), by.shownAs()))
        .execute(Tuple.of(tenant.value(), month.toString(), begins))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(EarnedRepository::part)
                    .sorted(Comparator.comparing(EarnedPart::key))
                    .toList());
  }

  private static EarnedPart part(Row row) {
    return new EarnedPart(
        row.getString(0),
        row.getString(1),
        row.getInteger(2),
        Meter.of(row.getString(3)),
        new DestinationClass(row.getString(4)),
        row.getString(5),
        row.getLong(6),
        row.getLong(7),
        new Money(row.getBigDecimal(8), "BRL"),
        new Money(row.getBigDecimal(9), "BRL"));
  }
}
