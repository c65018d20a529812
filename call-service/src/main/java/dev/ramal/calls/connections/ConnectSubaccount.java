package dev.ramal.calls.connections;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.connections.RotateSecrets.GivenSecret;
import dev.ramal.carriers.OpenedConnection;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Makes a connection of an account that a carrier has just made for us, its secret sealed. It is
 * off and has no numbers: a click would take it, and have nothing to show.
 */
@ApplicationScoped
public class ConnectSubaccount {
  private static final String CONNECT =
      """
      insert into carrier_connections (tenant, id, carrier, enabled, version, account_sid, secrets,
        created_at, updated_at, updated_by)
      values ($1, $2, $3, false, 0, $4, $5, $6, $6, $7)
      on conflict do nothing
      """;

  private static final String COUNT =
      "select count(*) from carrier_connections where tenant = $1 and deleted_at is null";

  private final RotateSecrets secrets;
  private final RetellConnection retell;
  private final ConnectionsConfig config;
  private final Clock clock;

  ConnectSubaccount(
      RotateSecrets secrets, RetellConnection retell, ConnectionsConfig config, Clock clock) {
    this.secrets = secrets;
    this.retell = retell;
    this.config = config;
    this.clock = clock;
  }

  /**
   * @return fails with the problem when the organization has as many connections as it may
   */
  public Uni<Void> refuseIfMost(Sql sql, TenantId tenant) {
    return sql.query(COUNT, tenant.value())
        .invoke(
            rows -> {
              if (rows.get(0).bigint(0) >= config.most()) {
                throw CallProblems.TOO_MANY_CONNECTIONS
                    .detail(
                        "An organization connects at most %d accounts.".formatted(config.most()))
                    .exception();
              }
            })
        .replaceWithVoid();
  }

  /** Connected twice it is one connection. */
  public Uni<Void> connect(
      Sql sql, RowKey key, Carrier carrier, String accountId, String secret, String userId) {
    Instant now = clock.instant();
    List<GivenSecret> given = List.of(new GivenSecret(OpenedConnection.AUTH_TOKEN, secret));
    return sql.query(
            CONNECT,
            key.tenant(),
            key.id(),
            carrier.name(),
            accountId,
            ConnectionRow.write(secrets.rotate(key, List.of(), given, now)),
            now.atOffset(ZoneOffset.UTC),
            userId)
        .chain(() -> retell.numbersChanged(sql, key));
  }
}
