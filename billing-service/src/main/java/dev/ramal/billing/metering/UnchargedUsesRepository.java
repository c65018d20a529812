package dev.ramal.billing.metering;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.EventJson;
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
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What the ledger does not say of what was used: what is not charged, and when calls ended. */
@ApplicationScoped
public class UnchargedUsesRepository {
  private static final String UNCHARGED =
      """
      select usage_id, leg, status, cast(state as text)
      from metered_uses
      where tenant = $1 and meter = any($2) and occurred_at >= $3 and occurred_at < $4
        and status = any($5) and (state #>> '{usage,quantity}')::bigint > 0
      order by occurred_at, usage_id limit $6
      """;

  private static final String ENDS =
      "select usage_id, until from metered_uses"
          + " where tenant = $1 and usage_id = any($2) and until is not null";

  /**
   * Something that was used and is not charged.
   *
   * @param leg of a call, by its own name; null for a message
   * @param unrateable whether no tariff covers it; otherwise it is within the grace and costs
   *     nothing by its tariff
   * @param costIsReal whether the ledger has what the carrier charges for it nevertheless
   * @param named what the carrier charges; null until it says so
   */
  public record Uncharged(
      UUID usageId, String leg, Usage usage, boolean unrateable, boolean costIsReal, Money named) {}

  /** Of the month, in order of occurrence. */
  public Uni<List<Uncharged>> of(
      SqlConnection connection, TenantId tenant, BillingMonth month, int most) {
    return connection
        .preparedQuery(UNCHARGED)
        .execute(
            Tuple.of(
                tenant.value(),
                Arrays.stream(Meter.values()).map(Meter::wire).toArray(String[]::new),
                month.start().atOffset(ZoneOffset.UTC),
                month.next().start().atOffset(ZoneOffset.UTC),
                new String[] {StoredUsage.NOT_CHARGED, StoredUsage.UNRATEABLE},
                most))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(UnchargedUsesRepository::uncharged)
                    .toList());
  }

  private static Uncharged uncharged(Row row) {
    StoredUsage stored = EventJson.read(row.getString(3), StoredUsage.class);
    return new Uncharged(
        row.getUUID(0),
        row.getString(1),
        stored.usage(),
        StoredUsage.UNRATEABLE.equals(row.getString(2)),
        stored.standing() != null && stored.standing().costIsReal(),
        stored.realCost());
  }

  /** When calls ended, by their usage; what has no end is left out. */
  public Uni<Map<UUID, Instant>> ends(
      SqlConnection connection, TenantId tenant, Collection<UUID> usages) {
    return connection
        .preparedQuery(ENDS)
        .execute(Tuple.of(tenant.value(), usages.toArray(UUID[]::new)))
        .map(
            rows -> {
              Map<UUID, Instant> ends = new HashMap<>();
              rows.forEach(
                  row -> {
                    OffsetDateTime until = row.getOffsetDateTime(1);
                    ends.put(row.getUUID(0), until.toInstant());
                  });
              return ends;
            });
  }
}
