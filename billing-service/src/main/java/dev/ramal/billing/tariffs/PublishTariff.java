package dev.ramal.billing.tariffs;

import dev.ramal.billing.BillingProblems;
import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Publishes a version of an organization's own tariff. It goes before the reference for the uses it
 * covers, and touches no other organization.
 */
@ApplicationScoped
public class PublishTariff {
  private final TariffRepository tariffs;
  private final TenantTransactions transactions;

  PublishTariff(TariffRepository tariffs, TenantTransactions transactions) {
    this.tariffs = tariffs;
    this.transactions = transactions;
  }

  public Uni<UUID> publish(TenantId tenant, TariffDraft draft, String publishedBy) {
    UUID id = UuidV7.next();
    draft.toTariff(id);
    return transactions
        .inTenant(tenant, session -> tariffs.add(session, tenant.value(), id, draft, publishedBy))
        .invoke(
            added -> {
              if (!added) {
                throw BillingProblems.tariffExists(draft.version());
              }
            })
        .replaceWith(id);
  }
}
