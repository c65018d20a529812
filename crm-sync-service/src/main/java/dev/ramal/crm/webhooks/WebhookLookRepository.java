package dev.ramal.crm.webhooks;

import static java.time.ZoneOffset.UTC;

import dev.ramal.crm.connections.WebhookStanding;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** When it was looked at what the CRM was asked for, and what was found; beside its address. */
@ApplicationScoped
class WebhookLookRepository {
  private static final String TAKE =
      """
      update crm_webhook_endpoint set looked_at = $2 where tenant = any(array(
        select tenant from crm_webhook_endpoint where looked_at is null or looked_at < $1
        order by looked_at nulls first limit $3::int for update skip locked))
      returning tenant
      """;

  private static final String READ =
      """
      select standing_at, suspended, missing, repaired_at, told_at from crm_webhook_endpoint
      where tenant = $1
      """;

  private static final String WRITE =
      """
      update crm_webhook_endpoint set standing_at = $2, suspended = $3, missing = $4,
        repaired_at = $5, told_at = $6
      where tenant = $1
      """;

  /**
   * Those at which it was not looked since then; another process does not get them.
   *
   * @param limit how many at most
   */
  @AcrossTenants("webhooks of every organization may be suspended")
  Uni<List<TenantId>> take(Sql sql, Instant before, Instant now, int limit) {
    return sql.query(TAKE, before.atOffset(UTC), now.atOffset(UTC), limit)
        .map(rows -> rows.stream().map(row -> TenantId.of(row.text(0))).toList());
  }

  /** Empty where webhooks are not set up. */
  Uni<Optional<WebhookLook>> read(Sql sql, TenantId tenant) {
    return sql.query(READ, tenant.value())
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(
                        row ->
                            new WebhookLook(
                                row.instant(0),
                                new WebhookStanding(row.integer(1), row.integer(2)),
                                row.instant(3),
                                row.instant(4))));
  }

  Uni<Void> write(Sql sql, TenantId tenant, WebhookLook look) {
    return sql.query(
            WRITE,
            tenant.value(),
            time(look.at()),
            look.standing().suspended(),
            look.standing().missing(),
            time(look.repairedAt()),
            time(look.toldAt()))
        .replaceWithVoid();
  }

  private static OffsetDateTime time(Instant at) {
    return at == null ? null : at.atOffset(UTC);
  }
}
