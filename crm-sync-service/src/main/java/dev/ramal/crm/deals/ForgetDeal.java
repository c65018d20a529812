package dev.ramal.crm.deals;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * A deal that was just made for somebody is used without a search; not once the CRM says that it is
 * closed or gone.
 */
@ApplicationScoped
public class ForgetDeal {
  private final MatchSettingsRepository creations;

  ForgetDeal(MatchSettingsRepository creations) {
    this.creations = creations;
  }

  public Uni<Void> forget(Sql sql, TenantId tenant, String dealId) {
    return creations.forgetDeal(sql, tenant, dealId);
  }
}
