package dev.ramal.crm.connections;

import dev.ramal.crm.connection.CrmConnectionEvent.Entered;
import dev.ramal.events.TenantId;
import dev.ramal.kit.secrets.SecretCipher;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Stores the connection of an organization; the first use of it proves the tokens. */
@ApplicationScoped
class ConnectCrm {
  private final TenantTransactions transactions;
  private final CrmConnectionRepository connections;
  private final DeliveryGate gate;
  private final KnownCrms crms;
  private final SecretCipher cipher;
  private final Clock clock;

  ConnectCrm(
      TenantTransactions transactions,
      CrmConnectionRepository connections,
      DeliveryGate gate,
      KnownCrms crms,
      SecretCipher cipher,
      Clock clock) {
    this.transactions = transactions;
    this.connections = connections;
    this.gate = gate;
    this.crms = crms;
    this.cipher = cipher;
    this.clock = clock;
  }

  Uni<CrmConnectionView> view(TenantId tenant) {
    return transactions.inTenant(
        tenant,
        session ->
            connections
                .find(session, tenant)
                .map(
                    found ->
                        found == null
                            ? CrmConnectionView.none(crms.usual())
                            : CrmConnectionView.of(found)));
  }

  Uni<CrmConnectionView> connect(TenantId tenant, CrmConnectionRequest request) {
    String crm = crms.chosen(request.crm());
    return transactions.inTenant(
        tenant,
        session ->
            gate.lock(session, tenant)
                .chain(() -> connections.findOrCreate(session, tenant))
                .invoke(row -> fill(row, tenant, crm, request))
                .call(session::persist)
                .call(() -> gate.open(session, tenant))
                .map(CrmConnectionView::of));
  }

  private void fill(
      CrmConnectionRow row, TenantId tenant, String crm, CrmConnectionRequest request) {
    row.crm = crm;
    row.clientId = request.clientId();
    row.clientSecret = cipher.seal(request.clientSecret(), tenant.value());
    row.refreshToken = cipher.seal(request.refreshToken(), tenant.value());
    row.accessToken = null;
    row.accessExpiresAt = null;
    row.hear(new Entered(clock.instant()));
  }
}
