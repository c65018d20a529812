package dev.ramal.calls.connections;

import dev.ramal.calls.CallProblems;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Deletes a connection that no call has used; a click that has taken it is waited for ({@link
 * CarrierAccounts#enabled}). Others are told that it is off, so that what is under way through it,
 * messages above all, is still taken; its secrets are forgotten once that is over, unless somebody
 * has called its number meanwhile ({@link PublishConnection}). The row stays, as a tombstone.
 */
@ApplicationScoped
class DeleteConnection {
  private final TenantTransactions transactions;
  private final ConnectionRepository repository;
  private final ConnectionUse used;
  private final ConnectedNumbers numbers;
  private final PublishConnection publish;
  private final Clock clock;

  DeleteConnection(
      TenantTransactions transactions,
      ConnectionRepository repository,
      ConnectionUse used,
      ConnectedNumbers numbers,
      PublishConnection publish,
      Clock clock) {
    this.transactions = transactions;
    this.repository = repository;
    this.used = used;
    this.numbers = numbers;
    this.publish = publish;
    this.clock = clock;
  }

  Uni<Void> delete(TenantId tenant, String userId, String id) {
    return transactions.inTenant(
        tenant,
        session ->
            repository
                .getLocked(session, RowKey.of(tenant, id))
                .chain(
                    row ->
                        refuseIfBought(Sql.of(session), row)
                            .chain(() -> used.isUsed(Sql.of(session), tenant, id))
                            .chain(
                                calls -> {
                                  if (calls) {
                                    throw CallProblems.CONNECTION_USED.exception();
                                  }
                                  row.enabled = false;
                                  row.disabledReason = null;
                                  row.version = row.version + 1;
                                  row.updatedAt = clock.instant();
                                  row.updatedBy = userId;
                                  row.deletedAt = row.updatedAt;
                                  return session
                                      .flush()
                                      .chain(() -> publish.append(session, tenant, row));
                                })));
  }

  /** They would go on being paid for. */
  private Uni<Void> refuseIfBought(Sql sql, ConnectionRow row) {
    return numbers
        .anyBought(sql, row.key)
        .invoke(
            any -> {
              if (any) {
                throw CallProblems.NUMBERS_BOUGHT.exception();
              }
            })
        .replaceWithVoid();
  }
}
