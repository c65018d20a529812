package dev.ramal.billing.integrity;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** A bean that compares something that its feature keeps of a month with the ledger. */
public interface MonthCheck {
  CheckedPart part();

  /**
   * Nothing is changed.
   *
   * @return where it differs; nothing when all is well, and when nothing is kept
   */
  Uni<List<Difference>> differences(TenantId tenant, BillingMonth month);
}
