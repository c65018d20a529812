package dev.ramal.calls.connections;

import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Asks carriers about the accounts of an organization as they stand; changes nothing. */
@ApplicationScoped
public class AskAccounts {
  private final SqlTransactions transactions;
  private final TenantTransactions sessions;
  private final ConnectionRepository repository;
  private final CheckAccount checks;

  AskAccounts(
      SqlTransactions transactions,
      TenantTransactions sessions,
      ConnectionRepository repository,
      CheckAccount checks) {
    this.transactions = transactions;
    this.sessions = sessions;
    this.repository = repository;
    this.checks = checks;
  }

  /**
   * An account with what its carrier says of it.
   *
   * @param numbers how many it has
   * @param disabledReason why it is not enabled although it should be; else null
   */
  public record AskedAccount(
      ConnectionId id,
      Carrier carrier,
      boolean enabled,
      String disabledReason,
      int numbers,
      AccountCheck check) {}

  /** Whether the enabled account with a carrier makes calls; not asked when there is none. */
  public Uni<AccountCheck> ofCarrier(TenantId tenant, Carrier carrier) {
    return transactions
        .inTenant(tenant, sql -> repository.newestEnabled(sql, tenant, List.of(carrier)))
        .chain(
            found ->
                found.containsKey(carrier)
                    ? checks.checkCalls(found.get(carrier))
                    : Uni.createFrom().item(new AccountCheck.NotAsked("no enabled account")));
  }

  /** All accounts, all asked at one time. */
  public Uni<List<AskedAccount>> all(TenantId tenant) {
    return sessions
        .inTenant(tenant, session -> repository.all(session, tenant))
        .onItem()
        .transformToMulti(rows -> Multi.createFrom().iterable(rows))
        .onItem()
        .transformToUni(row -> checks.check(row).map(check -> asked(row, check)))
        .merge()
        .collect()
        .asList();
  }

  private static AskedAccount asked(ConnectionRow row, AccountCheck check) {
    return new AskedAccount(
        new ConnectionId(row.key.id()),
        row.carrier,
        row.enabled,
        row.disabledReason,
        row.numberList().size(),
        check);
  }
}
