package dev.ramal.carriers;

import dev.ramal.events.TenantId;
import dev.ramal.events.connections.ConnectionPublished;
import dev.ramal.kit.secrets.SecretCipher;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The accounts with all secrets opened, for whoever sends commands. A service that wants it makes
 * an {@code @ApplicationScoped} subclass.
 */
public abstract class AccountTable extends ConnectionTable<OpenedConnection> {
  @Inject SecretCipher cipher;
  @Inject Clock clock;

  @Override
  protected OpenedConnection open(ConnectionPublished published) {
    return OpenedConnection.open(published, cipher);
  }

  /** The accounts of an organization, enabled or not. */
  public Stream<CarrierAccount> of(TenantId tenant) {
    return startingWith(key(tenant.value(), "")).stream()
        .map(opened -> opened.account(clock.instant()));
  }

  /** The accounts of every organization, enabled or not. */
  public Stream<CarrierAccount> accounts() {
    return all().stream().map(opened -> opened.account(clock.instant()));
  }

  /** One account of an organization, enabled or not. */
  public Optional<CarrierAccount> byId(TenantId tenant, String connectionId) {
    return get(key(tenant.value(), connectionId)).map(opened -> opened.account(clock.instant()));
  }
}
