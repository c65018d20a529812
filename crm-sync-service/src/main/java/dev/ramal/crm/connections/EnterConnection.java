package dev.ramal.crm.connections;

import dev.ramal.crm.connection.CrmConnectionState.ReconnectRequired;
import dev.ramal.crm.port.CrmPort.ClientCredentials;
import dev.ramal.crm.port.CrmPort.TokenPair;
import dev.ramal.events.TenantId;
import dev.ramal.kit.secrets.SecretCipher;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Stores what lets us into an organization's CRM, and lets its notes go on. */
@ApplicationScoped
class EnterConnection {
  private final TenantTransactions transactions;
  private final CrmConnectionRepository connections;
  private final DeliveryGate gate;
  private final LostConnection lostConnection;
  private final SecretCipher cipher;
  private final List<CrmMemory> memories;
  private final Clock clock;

  EnterConnection(
      TenantTransactions transactions,
      CrmConnectionRepository connections,
      DeliveryGate gate,
      LostConnection lostConnection,
      SecretCipher cipher,
      @All List<CrmMemory> memories,
      Clock clock) {
    this.transactions = transactions;
    this.connections = connections;
    this.gate = gate;
    this.lostConnection = lostConnection;
    this.cipher = cipher;
    this.memories = memories;
    this.clock = clock;
  }

  /**
   * With a refresh token that nobody has used yet; its first exchange proves it.
   *
   * @param otherAccount whether it is another account also where the CRM is the same: no CRM tells
   */
  Uni<CrmConnectionView> enter(
      TenantId tenant,
      String crm,
      ClientCredentials client,
      String refreshToken,
      boolean otherAccount) {
    return store(tenant, crm, client, refreshToken, null, otherAccount);
  }

  /** With tokens that the CRM has just given; else as the other. */
  Uni<CrmConnectionView> enter(
      TenantId tenant, String crm, ClientCredentials client, TokenPair pair, boolean otherAccount) {
    return store(tenant, crm, client, pair.refreshToken(), pair, otherAccount);
  }

  private Uni<CrmConnectionView> store(
      TenantId tenant,
      String crm,
      ClientCredentials client,
      String refreshToken,
      TokenPair pair,
      boolean otherAccount) {
    return transactions.inTenant(
        tenant,
        session ->
            gate.lock(Sql.of(session), tenant)
                .chain(() -> connections.findOrCreate(session, tenant))
                .call(row -> tellFound(session, tenant, row))
                .call(
                    row ->
                        row.isElsewhere(crm, otherAccount)
                            ? forgetAnother(Sql.of(session), tenant)
                            : Uni.createFrom().voidItem())
                .invoke(row -> row.enter(crm, otherAccount, clock.instant()))
                .invoke(row -> fill(row, client, refreshToken, pair))
                .call(session::persist)
                .call(() -> connections.endRenewal(session, tenant))
                .call(() -> gate.open(Sql.of(session), tenant))
                .map(CrmConnectionView::of));
  }

  private Uni<Void> tellFound(Mutiny.Session session, TenantId tenant, CrmConnectionRow row) {
    return row.state() instanceof ReconnectRequired
        ? lostConnection.found(Sql.of(session), tenant, clock.instant())
        : Uni.createFrom().voidItem();
  }

  /** One after the other: they share a transaction. */
  private Uni<Void> forgetAnother(Sql sql, TenantId tenant) {
    Uni<Void> forgotten = Uni.createFrom().voidItem();
    for (CrmMemory memory : memories) {
      forgotten = forgotten.chain(() -> memory.forget(sql, tenant));
    }
    return forgotten;
  }

  private void fill(
      CrmConnectionRow row, ClientCredentials client, String refreshToken, TokenPair pair) {
    Instant now = clock.instant();
    row.clientId = client.clientId();
    row.clientSecret = cipher.seal(client.clientSecret(), row.tenant);
    row.refreshToken = cipher.seal(refreshToken, row.tenant);
    row.accessToken = pair == null ? null : cipher.seal(pair.accessToken().value(), row.tenant);
    row.accessExpiresAt = pair == null ? null : now.plus(pair.lifetime());
    row.refreshedAt = now;
  }
}
