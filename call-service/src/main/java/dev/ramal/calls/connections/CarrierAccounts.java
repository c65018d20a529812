package dev.ramal.calls.connections;

import dev.ramal.calls.CallProblems;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.OpenedConnection;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.secrets.SecretCipher;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The carrier accounts of an organization, secrets opened. */
@ApplicationScoped
public class CarrierAccounts {
  private final SqlTransactions transactions;
  private final ConnectionRepository repository;
  private final SecretCipher cipher;
  private final Clock clock;

  CarrierAccounts(
      SqlTransactions transactions,
      ConnectionRepository repository,
      SecretCipher cipher,
      Clock clock) {
    this.transactions = transactions;
    this.repository = repository;
    this.cipher = cipher;
    this.clock = clock;
  }

  /**
   * The enabled account that an organization uses with each of the carriers, the newest when it has
   * several. They stay so until the transaction ends: whoever switches one off or deletes it waits.
   */
  public Uni<Map<Carrier, EnabledConnection>> enabled(
      Sql sql, TenantId tenant, List<Carrier> carriers) {
    return repository
        .newestEnabled(sql, tenant, carriers)
        .map(
            rows ->
                rows.values().stream()
                    .map(ConnectionRow::enabledConnection)
                    .collect(Collectors.toMap(EnabledConnection::carrier, Function.identity())));
  }

  /** The one of them with a carrier, opened. */
  public Uni<Optional<CarrierAccount>> enabled(Sql sql, TenantId tenant, Carrier carrier) {
    return repository
        .newestEnabled(sql, tenant, List.of(carrier))
        .map(rows -> Optional.ofNullable(rows.get(carrier)).map(this::open));
  }

  /**
   * One account, enabled or not, read in a transaction of its own; empty when the organization has
   * none of that id. Fails with {@link dev.ramal.kit.secrets.UnopenableSecret} when this service
   * lacks the key.
   */
  public Uni<Optional<CarrierAccount>> byId(TenantId tenant, String connectionId) {
    return transactions
        .inTenant(tenant, sql -> sealedById(sql, tenant, connectionId))
        .map(Supplier::get);
  }

  /** The same in the caller's transaction, opened when it is asked for: only that can fail so. */
  public Uni<Supplier<Optional<CarrierAccount>>> sealedById(
      Sql sql, TenantId tenant, String connectionId) {
    return repository
        .find(sql, RowKey.of(tenant, connectionId))
        .map(row -> () -> row.map(this::open));
  }

  /**
   * What lets browsers log in at the enabled account that an organization uses with a carrier, the
   * newest when it has several.
   */
  public Uni<Optional<SoftphoneAccount>> softphones(Sql sql, TenantId tenant, Carrier carrier) {
    return repository
        .newestEnabled(sql, tenant, List.of(carrier))
        .map(rows -> Optional.ofNullable(rows.get(carrier)).map(this::openSoftphones));
  }

  SoftphoneAccount openSoftphones(ConnectionRow row) {
    String secret =
        row.secretList().stream()
            .filter(each -> each.isSigningKey() && each.validUntil() == null)
            .map(
                each ->
                    cipher.open(
                        each.value(), OpenedConnection.sealContext(row.key.tenant(), row.key.id())))
            .findFirst()
            .orElse(null);
    return new SoftphoneAccount(
        open(row), row.apiKeySid, secret, row.outgoingApplicationSid, row.credentialConnectionId);
  }

  CarrierAccount open(ConnectionRow row) {
    Instant now = clock.instant();
    return OpenedConnection.open(row.published(now), cipher).account(now);
  }

  /**
   * @return fails with the problem when the organization has none of that id, or has deleted it
   */
  public Uni<Void> exists(Sql sql, TenantId tenant, String connectionId) {
    return repository
        .exists(sql, RowKey.of(tenant, connectionId))
        .invoke(
            there -> {
              if (!there) {
                throw CallProblems.UNKNOWN_CONNECTION.exception();
              }
            })
        .replaceWithVoid();
  }
}
