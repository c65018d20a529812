package dev.ramal.billing.invoicing;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.statement.FixedTerms;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;

/** What others do when a month is closed; a bean of this kind is told of each one, once. */
public interface ClosedMonthStep {
  /**
   * Its invoice is issued by this transaction; what fails here leaves the month open.
   *
   * @param terms by which the invoice was drawn up
   */
  Uni<Void> closed(Sql sql, TenantId tenant, BillingMonth month, FixedTerms terms);
}
