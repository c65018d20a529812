package dev.ramal.billing.ledger;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/** A month of the ledger added up by who used it, for what, and over whom. */
@ApplicationScoped
public class EarnedRepository {
  private static final String SUMS =
      """
      select key, name, uses, price, cost from (
        select %s as key, %s as name, count(*) filter (where number = 1) as uses,
          sum(price) as price, sum(cost) as cost
        from ledger_entries where tenant = $1 and month = $2 group by 1) sums
      where key > $3::text or $3::text is null order by key limit $4
      """;

  /**
   * In order of the keys.
   *
   * @param behind the last key of the page before; null at the beginning
   */
  public Uni<List<EarnedSum>> sums(
      SqlConnection connection,
      TenantId tenant,
      BillingMonth month,
      MarginKey by,
      String behind,
      int most) {
    return connection
        .preparedQuery(SUMS.formatted(by.key(), by.shownAs()))
        .execute(Tuple.of(tenant.value(), month.toString(), behind, most))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(
                        row ->
                            new EarnedSum(
                                row.getString(0),
                                row.getString(1),
                                row.getLong(2),
                                new Money(row.getBigDecimal(3), "BRL"),
                                new Money(row.getBigDecimal(4), "BRL")))
                    .toList());
  }
}
