package dev.ramal.calls.routing;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** How organizations choose carriers, inside a transaction of the organization. */
@ApplicationScoped
class RoutingSettingsRepository {
  private static final String READ =
      "select prefer, carriers from routing_settings where tenant = $1";

  /** The row may not exist yet, so that there is nothing else to lock. */
  private static final String TURN =
      "select pg_advisory_xact_lock(hashtext('routing_settings'), hashtext($1))";

  private static final String SAVE =
      """
      insert into routing_settings (tenant, prefer, carriers, updated_by, updated_at)
      values ($1, $2, $3, $4, now())
      on conflict (tenant) do update set prefer = excluded.prefer, carriers = excluded.carriers,
        updated_by = excluded.updated_by, updated_at = excluded.updated_at
      """;

  /** The usual ones until an administrator has set something. */
  Uni<RoutingSettings> of(Sql sql, TenantId tenant) {
    return sql.query(READ, tenant.value())
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(row -> RoutingSettings.stored(row.text(0), row.text(1)))
                    .orElse(RoutingSettings.DEFAULT));
  }

  /** For a change: whoever else changes them waits until it is stored. */
  Uni<RoutingSettings> lock(Sql sql, TenantId tenant) {
    return sql.query(TURN, tenant.value()).chain(() -> of(sql, tenant));
  }

  Uni<RoutingSettings> save(Sql sql, TenantId tenant, RoutingSettings settings, String userId) {
    return sql.query(
            SAVE, tenant.value(), settings.prefer().name(), settings.storedCarriers(), userId)
        .replaceWith(settings);
  }
}
