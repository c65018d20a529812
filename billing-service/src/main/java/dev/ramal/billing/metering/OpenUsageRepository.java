package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.Attribution;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Usage of which something is open: a tariff, or the exchange rate of its cost, is missing. */
@ApplicationScoped
public class OpenUsageRepository {
  private static final String COUNT =
      "select count(*) filter (where status = $4), count(*) filter (where status <> $4)"
          + " from metered_uses where tenant = $1 and reason is not null"
          + " and occurred_at >= $2 and occurred_at < $3";

  /** What is open has a reason: no tariff, or no exchange rate of its cost. */
  private static final String OPEN =
      "select "
          + UsageRecordRepository.KEY
          + ", reason, status, cast(state as text)"
          + " from metered_uses where reason is not null";

  private static final String OPEN_PAGE =
      OPEN
          + " and (:time = '' or (occurred_at, usage_id)"
          + "   < (cast(nullif(:time, '') as timestamptz), cast(nullif(:id, '') as uuid)))"
          + " order by occurred_at desc, usage_id desc limit :limit";

  private static final String LONGEST_OPEN = OPEN + " order by changed_at, usage_id limit :limit";

  /** Counts what the statement of a month does not hold. */
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

  /** Usage without a tariff, or whose cost is without an exchange rate, newest first. */
  Uni<List<OpenUsage>> open(Mutiny.Session session, Optional<Cursor> after, int limit) {
    return session
        .<Object[]>createNativeQuery(OPEN_PAGE)
        .setParameter("time", after.map(place -> place.time().toString()).orElse(""))
        .setParameter("id", after.map(Cursor::id).orElse(""))
        .setParameter("limit", limit)
        .getResultList()
        .map(rows -> rows.stream().map(OpenUsageRepository::open).toList());
  }

  /** The same, first what has been left alone for longest. */
  Uni<List<OpenUsage>> longestOpen(Mutiny.Session session, int limit) {
    return session
        .<Object[]>createNativeQuery(LONGEST_OPEN)
        .setParameter("limit", limit)
        .getResultList()
        .map(rows -> rows.stream().map(OpenUsageRepository::open).toList());
  }

  /** Another try has failed: others come first the next time. */
  Uni<Void> tried(Sql sql, UsageKey key) {
    return sql.query(
            "update metered_uses set changed_at = now() where usage_id = $1", key.usageId())
        .replaceWithVoid();
  }

  Uni<Long> countOpen(Mutiny.Session session) {
    return session
        .<Long>createNativeQuery("select count(*) from metered_uses where reason is not null")
        .getSingleResult();
  }

  private static OpenUsage open(Object[] row) {
    UsageKey key =
        new UsageKey(
            TenantId.of((String) row[0]),
            (String) row[1],
            (String) row[2],
            (String) row[3],
            Meter.of((String) row[4]));
    return new OpenUsage(
        key,
        (String) row[5],
        StoredUsage.UNRATEABLE.equals(row[6]),
        EventJson.read((String) row[7], StoredUsage.class));
  }

  /**
   * A usage of which something is open, and why.
   *
   * @param unrateable whether no tariff covers it; otherwise its cost is without an exchange rate
   */
  record OpenUsage(UsageKey key, String reason, boolean unrateable, StoredUsage stored) {
    Usage usage() {
      return stored.usage();
    }

    Used used() {
      return new Used(
          key,
          stored.revision(),
          stored.usage(),
          Attribution.of(stored.by()),
          CarrierReference.of(stored.reference()));
    }
  }

  /**
   * @param unrated usage that no tariff covers: it is in no line and in no total
   * @param openCosts usage that is charged, while its cost waits for an exchange rate
   */
  public record Open(long unrated, long openCosts) {}
}
