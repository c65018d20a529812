package dev.ramal.billing.ledger.chain;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What of a month is sealed, and what that comes to by the entries themselves. */
@ApplicationScoped
public class SealedMonthRepository {
  /**
   * What is sealed was written by transactions up to the horizon, all of them: a snapshot that ends
   * behind it sees the sealed entries and no others.
   */
  private static final String PLACE =
      """
      select coalesce(h.position, 0) as position,
        encode(coalesce(h.hash, ledger_chain_start($1)), 'hex') as hash,
        (s.horizon::text::numeric + 1)::text as following,
        not exists (
          select from (select tenant, month from ledger_entries
            where written_by > s.horizon offset 0) e
          where e.tenant = $1 and e.month = $2) as complete
      from ledger_seal s left join lateral (
        select c.position, c.hash from ledger_chain c
        where c.tenant = $1 order by c.position desc limit 1) h on true
      """;

  private static final String TOTALS =
      """
      select carrier_currency, count(*) as entries, coalesce(sum(cost), 0) as cost,
        coalesce(sum(price), 0) as price, coalesce(sum(carrier_price), 0) as carrier_price
      from ledger_entries
      where tenant = $1 and month = $2 and pg_visible_in_snapshot(written_by, $3::pg_snapshot)
      group by carrier_currency order by carrier_currency
      """;

  /**
   * How far a ledger is sealed, and the database snapshot that sees this much of it.
   *
   * @param position of the newest sealed entry; 0 while none is
   * @param hash of that entry, in hexadecimal
   * @param complete whether all entries of the month are sealed
   */
  public record SealedPlace(long position, String hash, String snapshot, boolean complete) {}

  /**
   * What the entries of a month add up to, asked of the database.
   *
   * @param cost BRL, before discounts
   * @param listPrice BRL
   * @param carrierPrices one for each currency in which carriers named costs
   */
  public record LedgerTotals(
      long entries, Money cost, Money listPrice, List<Money> carrierPrices) {}

  public Uni<SealedPlace> place(SqlConnection connection, TenantId tenant, BillingMonth month) {
    return connection
        .preparedQuery(PLACE)
        .execute(Tuple.of(tenant.value(), month.toString()))
        .map(rows -> place(rows.iterator().next()));
  }

  /**
   * @param snapshot which entries count
   */
  public Uni<LedgerTotals> totals(
      SqlConnection connection, TenantId tenant, BillingMonth month, String snapshot) {
    return connection
        .preparedQuery(TOTALS)
        .execute(Tuple.of(tenant.value(), month.toString(), snapshot))
        .map(SealedMonthRepository::totals);
  }

  private static SealedPlace place(Row row) {
    String following = row.getString("following");
    return new SealedPlace(
        row.getLong("position"),
        row.getString("hash"),
        following + ":" + following + ":",
        row.getBoolean("complete"));
  }

  private static LedgerTotals totals(RowSet<Row> rows) {
    long entries = 0;
    BigDecimal cost = BigDecimal.ZERO;
    BigDecimal price = BigDecimal.ZERO;
    List<Money> carrierPrices = new ArrayList<>();
    for (Row row : rows) {
      entries += row.getLong("entries");
      cost = cost.add(row.getBigDecimal("cost"));
      price = price.add(row.getBigDecimal("price"));
      String currency = row.getString("carrier_currency");
      if (currency != null) {
        carrierPrices.add(new Money(row.getBigDecimal("carrier_price"), currency));
      }
    }
    return new LedgerTotals(
        entries, new Money(cost, "BRL"), new Money(price, "BRL"), List.copyOf(carrierPrices));
  }
}
