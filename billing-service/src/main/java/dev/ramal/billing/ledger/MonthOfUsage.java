package dev.ramal.billing.ledger;

import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;

/**
 * The month around a usage. The ledger holds what was used; which of it a plan pays follows from
 * all of the month, and only its statement knows.
 */
public interface MonthOfUsage {
  /**
   * What the usage comes to under the plan of its instant and the carrier's volume discount.
   *
   * @param entry any of the usage
   */
  Uni<UsageInMonth> of(TenantId tenant, LedgerEntry entry);
}
