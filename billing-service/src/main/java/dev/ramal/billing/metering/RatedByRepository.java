package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Meter;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Usage of a month by the tariff that made what stands of it. */
@ApplicationScoped
public class RatedByRepository {
  private static final String PAGE =
      """
      select subject, subject_id, leg, meter, occurred_at, cast(usage_id as text)
      from metered_uses
      where tenant = $1 and occurred_at >= $2 and occurred_at < $3
        and (occurred_at, usage_id) > ($4, $5::uuid)
        and status in ('RATED', 'NOT_CHARGED') and state #>> '{standing,tariff}' = any($6::text[])
      order by occurred_at, usage_id limit $7
      """;

  /** The first in order of all. */
  public static final Place BEGINNING = new Place(Instant.EPOCH, new UUID(0, 0));

  /** Where a page ends. */
  public record Place(Instant occurredAt, UUID usageId) {}

  /** A usage and its place. */
  public record RatedUse(UsageKey key, Place place) {}

  /** Oldest first, behind a place. */
  public Uni<List<RatedUse>> of(
      Sql sql, TenantId tenant, BillingMonth month, Set<UUID> tariffs, Place behind, int most) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(month.start())
            .scalar(month.next().start())
            .scalar(behind.occurredAt())
            .scalar(behind.usageId().toString())
            .scalar(tariffs.stream().map(UUID::toString).toArray(String[]::new))
            .scalar(most)
            .parameters();
    return sql.query(PAGE, parameters)
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new RatedUse(
                                new UsageKey(
                                    tenant,
                                    row.text(0),
                                    row.text(1),
                                    row.text(2),
                                    Meter.of(row.text(3))),
                                new Place(row.instant(4), UUID.fromString(row.text(5)))))
                    .toList());
  }
}
