package dev.ramal.crm.connections;

import dev.ramal.events.TenantId;
import dev.ramal.kit.secrets.SecretCipher;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** Stores the connection of an organization; the first use of it proves the tokens. */
@ApplicationScoped
class ConnectCrm {
  @Inject TenantTransactions transactions;
  @Inject SecretCipher cipher;
  @Inject Clock clock;

  Uni<ConnectionView> view(TenantId tenant) {
    return transactions.inTenant(
        tenant,
        session ->
            session
                .find(CrmConnection.class, tenant.value())
                .map(found -> found == null ? ConnectionView.none() : ConnectionView.of(found)));
  }

  Uni<ConnectionView> connect(TenantId tenant, ConnectionSettings settings) {
    return transactions.inTenant(
        tenant,
        session ->
            session
                .find(CrmConnection.class, tenant.value())
                .flatMap(found -> found == null ? fresh(tenant) : same(found))
                .map(connection -> fill(connection, tenant, settings))
                .call(connection -> session.persist(connection))
                .map(ConnectionView::of));
  }

  private static Uni<CrmConnection> same(CrmConnection found) {
    return Uni.createFrom().item(found);
  }

  private static Uni<CrmConnection> fresh(TenantId tenant) {
    CrmConnection connection = new CrmConnection();
    connection.tenant = tenant.value();
    return Uni.createFrom().item(connection);
  }

  private CrmConnection fill(
      CrmConnection connection, TenantId tenant, ConnectionSettings settings) {
    connection.clientId = settings.clientId();
    connection.clientSecret = cipher.seal(settings.clientSecret(), tenant.value());
    connection.refreshToken = cipher.seal(settings.refreshToken(), tenant.value());
    connection.accessToken = null;
    connection.accessExpiresAt = null;
    connection.moveTo(CrmConnection.CONNECTED, null, clock.instant());
    return connection;
  }
}
