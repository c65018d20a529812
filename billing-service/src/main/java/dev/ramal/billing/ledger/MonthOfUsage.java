package dev.ramal.billing.ledger;

import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * The month around a usage. The ledger holds what was used; which of it a plan pays follows from
 * all of the month, and only its statement knows.
 */
public interface MonthOfUsage {
  /**
   * What the usage comes to; empty when the organization pays by consumption alone.
   *
   * @param entry any of the usage
   */
  Uni<Optional<UsageUnderPlan>> underPlan(TenantId tenant, LedgerEntry entry);
}
