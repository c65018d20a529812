package dev.ramal.billing.tariffs;

import dev.ramal.billing.BillingProblems;
import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Publishes a version of an organization's own tariff. It goes before the reference for the usage
 * it covers, and touches no other organization.
 */
@ApplicationScoped
public class PublishTariff {
  private final TariffRepository tariffs;
  private final TenantTransactions transactions;

  PublishTariff(TariffRepository tariffs, TenantTransactions transactions) {
    this.tariffs = tariffs;
    this.transactions = transactions;
  }

  public Uni<UUID> publish(TenantId tenant, TariffDocument document, String publishedBy) {
    UUID id = UuidV7.next();
    document.toTariff(id);
    return transactions
        .inTenant(
            tenant, session -> tariffs.add(session, tenant.value(), id, document, publishedBy))
        .invoke(
            added -> {
              if (!added) {
                throw BillingProblems.tariffExists(document.version());
              }
            })
        .replaceWith(id);
  }
}
