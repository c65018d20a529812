package dev.ramal.carriers;

import dev.ramal.events.TenantId;
import dev.ramal.events.connections.ConnectionPublished;
import dev.ramal.kit.secrets.SecretCipher;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

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

  /** One account of an organization, enabled or not. */
  public Optional<CarrierAccount> byId(TenantId tenant, String connectionId) {
    return get(key(tenant.value(), connectionId)).map(opened -> opened.account(clock.instant()));
  }
}
