package dev.ramal.calls.connections;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.OpenedConnection;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.secrets.SecretCipher;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** The carrier accounts of an organization, secrets opened. */
@ApplicationScoped
public class CarrierAccounts {
  private final TenantTransactions transactions;
  private final ConnectionRepository repository;
  private final SecretCipher cipher;
  private final Clock clock;

  CarrierAccounts(
      TenantTransactions transactions,
      ConnectionRepository repository,
      SecretCipher cipher,
      Clock clock) {
    this.transactions = transactions;
    this.repository = repository;
    this.cipher = cipher;
    this.clock = clock;
  }

  /**
   * The enabled account an organization uses with a carrier, the newest when it has several. It
   * stays so until the transaction ends: whoever switches it off or deletes it waits.
   */
  public Uni<Optional<CarrierAccount>> forTenant(
      Mutiny.Session session, TenantId tenant, Carrier carrier) {
    return repository.newestEnabled(session, tenant, carrier).map(row -> row.map(this::open));
  }

  /**
   * One account, enabled or not, read in a transaction of its own; empty when the organization has
   * none of that id. Fails with {@link dev.ramal.kit.secrets.UnopenableSecret} when this service
   * lacks the key.
   */
  public Uni<Optional<CarrierAccount>> byId(TenantId tenant, String connectionId) {
    return transactions.inTenant(
        tenant,
        session ->
            repository
                .find(session, RowKey.of(tenant, connectionId))
                .map(row -> row.map(this::open)));
  }

  CarrierAccount open(ConnectionRow row) {
    Instant now = clock.instant();
    return OpenedConnection.open(row.published(now), cipher).account(now);
  }
}
