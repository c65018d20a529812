package dev.ramal.billing.invoicing;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;

/** What a month has to have before it is closed; each bean of this kind is asked, every time. */
public interface ClosingRequirement {
  /**
   * Asked before the month is read for its invoice: what is there then is in it.
   *
   * @return fails with a problem as long as the month lacks it
   */
  Uni<Void> require(Sql sql, TenantId tenant, BillingMonth month);
}
