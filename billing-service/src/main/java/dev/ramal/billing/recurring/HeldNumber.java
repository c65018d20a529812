package dev.ramal.billing.recurring;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import java.time.Instant;

/**
 * A telephone number that an organization has or had.
 *
 * @param numberClass local, toll-free or international: what the tariff prices a month of it by
 * @param releasedAt null while it is held
 * @param meteredThrough the last month that is charged; null while none is
 */
record HeldNumber(
    TenantId tenant,
    String id,
    E164 number,
    Carrier carrier,
    DestinationClass numberClass,
    Instant acquiredAt,
    Instant releasedAt,
    BillingMonth meteredThrough) {
  BillingMonth firstMonth() {
    return BillingMonth.at(acquiredAt);
  }

  /** Null while it is held. */
  BillingMonth lastMonth() {
    return releasedAt == null ? null : BillingMonth.at(releasedAt);
  }
}
