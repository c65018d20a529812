package dev.ramal.billing.conditions;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Which months are closed: their conditions are those of their invoice. */
public interface IssuedMonths {
  /** The last month of which an invoice was issued; empty when there is none. */
  Uni<Optional<BillingMonth>> last(Sql sql, TenantId tenant);
}
