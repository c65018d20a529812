package dev.ramal.crm.connections;

import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.CrmPort;
import dev.ramal.crm.port.CrmPort.AccessToken;
import dev.ramal.events.TenantId;
import dev.ramal.kit.secrets.SecretCipher;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The live access token of an organization; see {@link RenewAccess} for how it stays alive. */
@ApplicationScoped
public class AccessTokens {
  private final TenantTransactions transactions;
  private final CrmConnectionRepository connections;
  private final ReadAccess reads;
  private final RenewAccess renewal;

  AccessTokens(
      TenantTransactions transactions,
      CrmConnectionRepository connections,
      KnownCrms crms,
      SecretCipher cipher,
      LostConnection lostConnection,
      Clock clock) {
    this.transactions = transactions;
    this.connections = connections;
    this.reads = new ReadAccess(crms, cipher, clock);
    this.renewal = new RenewAccess(transactions, connections, reads, lostConnection, clock);
  }

  /**
   * The CRM of an organization and what it lets us in with.
   *
   * @param account which account of the CRM; see {@link OrganizationCrm#account}
   * @param faulty whether something went wrong with it last
   */
  public record Access(CrmPort crm, String account, AccessToken token, boolean faulty) {}

  /**
   * The organization's CRM with a token good for some minutes. Fails with {@link
   * CrmFault.Disconnected} when no CRM is connected.
   */
  public Uni<Access> current(TenantId tenant) {
    return replace(tenant, null);
  }

  /**
   * The CRMs of organizations whose token is good for some minutes, with one statement; the others
   * are missing, also one whose token cannot be opened: it fails for itself.
   */
  Uni<Map<TenantId, Access>> live(Sql sql, Collection<TenantId> tenants) {
    return connections
        .findAll(sql, tenants)
        .map(
            found -> {
              Map<TenantId, Access> live = new HashMap<>();
              found.forEach(
                  row ->
                      reads
                          .liveInSet(row)
                          .ifPresent(access -> live.put(TenantId.of(row.tenant), access)));
              return live;
            });
  }

  /**
   * With a token other than the one that was just refused; fails as {@link #current} does.
   *
   * @param refused null when none was
   */
  Uni<Access> replace(TenantId tenant, AccessToken refused) {
    return connected(tenant)
        .map(connection -> reads.live(connection, refused))
        .onItem()
        .ifNull()
        .switchTo(() -> renewal.renewedOnce(tenant, refused));
  }

  /** Exchanges the refresh token though nobody needs it, as one that is idle for long dies. */
  Uni<Access> keepAlive(TenantId tenant) {
    return connected(tenant).map(reads::token).chain(used -> replace(tenant, used));
  }

  private Uni<CrmConnectionRow> connected(TenantId tenant) {
    return transactions
        .inTenant(tenant, session -> connections.find(session, tenant))
        .map(ReadAccess::connected);
  }

  /**
   * Whoever asks gives up: a token that was made just now is refused as well.
   *
   * @return what to fail with: {@code Disconnected}, which commits with the loss; {@code
   *     Unavailable} when the token is no longer the one in use and another try may succeed
   */
  Uni<CrmFault> giveUp(TenantId tenant, AccessToken refused) {
    return renewal.giveUp(tenant, refused);
  }
}
