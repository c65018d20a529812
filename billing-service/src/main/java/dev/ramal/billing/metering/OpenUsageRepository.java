package dev.ramal.billing.metering;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;

/** Counts what a month's statement does not hold because something is missing. */
@ApplicationScoped
public class OpenUsageRepository {
  private static final String COUNT =
      "select count(*) filter (where status = $4), count(*) filter (where status <> $4)"
          + " from metered_uses where tenant = $1 and reason is not null"
          + " and occurred_at >= $2 and occurred_at < $3";

  public Uni<Open> of(SqlConnection connection, TenantId tenant, BillingMonth month) {
    return connection
        .preparedQuery(COUNT)
        .execute(
            Tuple.of(
                tenant.value(),
                month.start().atOffset(ZoneOffset.UTC),
                month.next().start().atOffset(ZoneOffset.UTC),
                StoredUsage.UNRATEABLE))
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return new Open(row.getLong(0), row.getLong(1));
            });
  }

  /**
   * @param unrated usage that no tariff covers: it is in no line and in no total
   * @param openCosts usage that is charged, while its cost waits for an exchange rate
   */
  public record Open(long unrated, long openCosts) {}
}
