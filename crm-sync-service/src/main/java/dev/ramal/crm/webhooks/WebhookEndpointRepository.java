package dev.ramal.crm.webhooks;

import static java.time.ZoneOffset.UTC;

import dev.ramal.crm.connections.CrmMemory;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where each organization's CRM sends its webhooks. */
@ApplicationScoped
class WebhookEndpointRepository implements CrmMemory {
  private static final String COLUMNS =
      """
       tenant, id, crm, secret_hash, secret_at, taken_at, seen_at, previous_hash, previous_at,
        previous_taken_at, previous_seen_at, older_hash, older_at, older_taken_at, older_seen_at, unheard
      """;

  private static final String BY_ID =
      "select" + COLUMNS + "from crm_webhook_endpoint where id = $1";

  private static final String OF_TENANT =
      "select" + COLUMNS + "from crm_webhook_endpoint where tenant = $1";

  private static final String LOCK = OF_TENANT + " for update";

  private static final String GIVEN =
      """
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[],
        $6::timestamptz[], $7::timestamptz[], $8::text[], $9::timestamptz[], $10::timestamptz[],
        $11::timestamptz[], $12::text[], $13::timestamptz[], $14::timestamptz[],
        $15::timestamptz[], $16::boolean[]) as given (\
      """
          + COLUMNS
          + ")";

  private static final String ADD =
      "insert into crm_webhook_endpoint ("
          + COLUMNS
          + ") select"
          + COLUMNS
          + GIVEN
          + " on conflict (tenant) do nothing returning 1";

  private static final String WRITE =
      "update crm_webhook_endpoint set ("
          + COLUMNS
          + ") = (given.tenant, given.id, given.crm, given.secret_hash, given.secret_at,"
          + " given.taken_at, given.seen_at, given.previous_hash, given.previous_at,"
          + " given.previous_taken_at, given.previous_seen_at, given.older_hash, given.older_at,"
          + " given.older_taken_at, given.older_seen_at, given.unheard) "
          + GIVEN
          + " where crm_webhook_endpoint.tenant = given.tenant";

  private static final String TAKEN = heardOf("taken_at");

  private static final String SEEN = heardOf("seen_at");

  private static final String REMOVE = "delete from crm_webhook_endpoint where tenant = $1";

  /** Empty where there is none. */
  @AcrossTenants("who sends says by the address whose it is")
  Uni<Optional<WebhookEndpoint>> byId(Sql sql, String id) {
    return sql.query(BY_ID, id).map(WebhookEndpointRepository::first);
  }

  Uni<Optional<WebhookEndpoint>> of(Sql sql, TenantId tenant) {
    return sql.query(OF_TENANT, tenant.value()).map(WebhookEndpointRepository::first);
  }

  /** The same, locked until the transaction ends. */
  Uni<Optional<WebhookEndpoint>> lock(Sql sql, TenantId tenant) {
    return sql.query(LOCK, tenant.value()).map(WebhookEndpointRepository::first);
  }

  /**
   * @return false where the organization has one
   */
  Uni<Boolean> add(Sql sql, WebhookEndpoint endpoint) {
    return sql.query(ADD, columns(endpoint)).map(added -> !added.isEmpty());
  }

  Uni<Void> write(Sql sql, WebhookEndpoint endpoint) {
    return sql.query(WRITE, columns(endpoint)).replaceWithVoid();
  }

  /** The CRM has taken one of the secrets for every event. */
  Uni<Void> taken(Sql sql, TenantId tenant, String hash, Instant at) {
    return sql.query(TAKEN, tenant.value(), hash, at.atOffset(UTC)).replaceWithVoid();
  }

  /** The CRM has shown one of the secrets. */
  Uni<Void> seen(Sql sql, TenantId tenant, String hash, Instant at) {
    return sql.query(SEEN, tenant.value(), hash, at.atOffset(UTC)).replaceWithVoid();
  }

  /** The CRM before knows the address and the secret, and is not listened to any more. */
  @Override
  public Uni<Void> forget(Sql sql, TenantId tenant) {
    return remove(sql, tenant);
  }

  Uni<Void> remove(Sql sql, TenantId tenant) {
    return sql.query(REMOVE, tenant.value()).replaceWithVoid();
  }

  private static String heardOf(String column) {
    return """
    update crm_webhook_endpoint set
      %1$s = case when secret_hash = $2 then $3 else %1$s end,
      previous_%1$s = case when previous_hash = $2 then $3 else previous_%1$s end,
      older_%1$s = case when older_hash = $2 then $3 else older_%1$s end
    where tenant = $1 and $2 in (secret_hash, previous_hash, older_hash)
    """
        .formatted(column);
  }

  private static Object[] columns(WebhookEndpoint endpoint) {
    Columns<WebhookEndpoint> columns =
        Columns.of(List.of(endpoint))
            .text(WebhookEndpoint::tenant)
            .text(WebhookEndpoint::id)
            .text(WebhookEndpoint::crm);
    Stream.of(endpoint.newest(), endpoint.previous(), endpoint.older())
        .map(Optional::ofNullable)
        .forEach(
            secret ->
                columns
                    .text(of -> secret.map(LiveSecret::hash).orElse(null))
                    .instant(of -> secret.map(LiveSecret::since).orElse(null))
                    .instant(of -> secret.map(LiveSecret::takenAt).orElse(null))
                    .instant(of -> secret.map(LiveSecret::seenAt).orElse(null)));
    return columns.bool(WebhookEndpoint::unheard).parameters();
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
                    secret(row, 3),
                    secret(row, 7),
                    secret(row, 11),
                    row.bool(15)));
  }

  private static LiveSecret secret(SqlRow row, int first) {
    return row.text(first) == null
        ? null
        : new LiveSecret(
            row.text(first),
            row.instant(first + 1),
            row.instant(first + 2),
            row.instant(first + 3));
  }
}
