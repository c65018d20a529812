package dev.ramal.crm.deals;

import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

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

  /**
   * @param deals of any organizations
   */
  public Uni<Void> forget(Sql sql, List<RowKey> deals) {
    return deals.isEmpty() ? Uni.createFrom().voidItem() : creations.forgetDeals(sql, deals);
  }
}
