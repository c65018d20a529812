package dev.ramal.crm.webhooks;

import dev.ramal.crm.connections.CrmMemory;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Where each organization's CRM sends its webhooks. */
@ApplicationScoped
class WebhookEndpointRepository implements CrmMemory {
  private static final String COLUMNS =
      " tenant, id, crm, secret_hash, secret_at, previous_hash, previous_at ";

  private static final String BY_ID =
      "select" + COLUMNS + "from crm_webhook_endpoint where id = $1";

  private static final String OF_TENANT =
      "select" + COLUMNS + "from crm_webhook_endpoint where tenant = $1";

  private static final String RENEW =
      """
      insert into crm_webhook_endpoint as known (tenant, id, crm, secret_hash, secret_at)
      values ($1, $2, $3, $4, now())
      on conflict (tenant) do update set crm = excluded.crm, secret_hash = excluded.secret_hash,
        secret_at = excluded.secret_at, previous_hash = known.secret_hash,
        previous_at = known.secret_at
      returning
      """
          + COLUMNS;

  private static final String REMOVE = "delete from crm_webhook_endpoint where tenant = $1";

  /** Empty where there is none. */
  @AcrossTenants("who sends says by the address whose it is")
  Uni<Optional<WebhookEndpoint>> byId(Sql sql, String id) {
    return sql.query(BY_ID, id).map(WebhookEndpointRepository::first);
  }

  Uni<Optional<WebhookEndpoint>> of(Sql sql, TenantId tenant) {
    return sql.query(OF_TENANT, tenant.value()).map(WebhookEndpointRepository::first);
  }

  /**
   * A new secret; the one before lives on, the one before that does not.
   *
   * @param id of an endpoint that is not there yet; one that is keeps its own
   */
  Uni<WebhookEndpoint> renew(Sql sql, TenantId tenant, String id, String crm, String hash) {
    return sql.query(RENEW, tenant.value(), id, crm, hash).map(rows -> first(rows).orElseThrow());
  }

  /** The CRM before knows the address and the secret, and is not listened to any more. */
  @Override
  public Uni<Void> forget(Sql sql, TenantId tenant) {
    return remove(sql, tenant);
  }

  Uni<Void> remove(Sql sql, TenantId tenant) {
    return sql.query(REMOVE, tenant.value()).replaceWithVoid();
  }

  private static Optional<WebhookEndpoint> first(List<SqlRow> rows) {
    return rows.stream()
        .findFirst()
        .map(
            row ->
                new WebhookEndpoint(
                    TenantId.of(row.text(0)),
                    row.text(1),
                    row.text(2),
                    row.text(3),
                    row.instant(4),
                    row.text(5),
                    row.instant(6)));
  }
}
