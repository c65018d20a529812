package dev.ramal.calls.connections;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/**
 * Asks the carrier about an account again, and enables one that is off only because its carrier
 * could not be asked before.
 */
@ApplicationScoped
class RecheckConnection {
  private final TenantTransactions transactions;
  private final ConnectionRepository repository;
  private final CheckAccount checks;
  private final PublishConnection publish;
  private final Clock clock;

  RecheckConnection(
      TenantTransactions transactions,
      ConnectionRepository repository,
      CheckAccount checks,
      PublishConnection publish,
      Clock clock) {
    this.transactions = transactions;
    this.repository = repository;
    this.checks = checks;
    this.publish = publish;
    this.clock = clock;
  }

  Uni<ConnectionView> recheck(TenantId tenant, String userId, String id) {
    RowKey key = RowKey.of(tenant, id);
    return transactions
        .inTenant(tenant, session -> repository.get(session, key))
        .chain(row -> checks.check(row).chain(check -> conclude(tenant, userId, row, check)));
  }

  private Uni<ConnectionView> conclude(
      TenantId tenant, String userId, ConnectionRow asked, AccountCheck check) {
    if (check instanceof AccountCheck.Refused refused) {
      return Uni.createFrom().failure(CheckAccount.refusal(asked, refused));
    }
    if (check instanceof AccountCheck.NotAsked notAsked) {
      return Uni.createFrom().item(view(asked, AccountWarning.notAsked(notAsked.reason())));
    }
    List<AccountWarning> warnings = ((AccountCheck.Known) check).warnings();
    if (asked.disabledReason == null) {
      return Uni.createFrom().item(ConnectionView.of(asked, clock.instant()).warning(warnings));
    }
    return transactions
        .inTenant(
            tenant,
            session ->
                repository
                    .getLocked(session, asked.key)
                    .chain(
                        row -> {
                          if (row.version != asked.version) {
                            return Uni.createFrom().item(ConnectionView.of(row, clock.instant()));
                          }
                          row.enabled = true;
                          row.disabledReason = null;
                          row.version = row.version + 1;
                          row.updatedAt = clock.instant();
                          row.updatedBy = userId;
                          return session
                              .flush()
                              .chain(() -> publish.append(session, tenant, row))
                              .replaceWith(() -> ConnectionView.of(row, row.updatedAt));
                        }))
        .map(view -> view.warning(warnings));
  }

  private ConnectionView view(ConnectionRow row, AccountWarning warning) {
    return ConnectionView.of(row, clock.instant()).warning(List.of(warning));
  }
}
