package dev.ramal.crm.prices;

import dev.ramal.events.CallCostState;
import dev.ramal.events.TenantId;
import dev.ramal.events.billing.CallCostChanged;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import java.math.BigDecimal;
import java.util.Comparator;

/**
 * What a call costs, as billing told it.
 *
 * @param version the highest that was heard; from 1
 * @param state null for a word that this version does not know
 * @param cost what carriers charge or are expected to, BRL
 * @param price what the organization pays by its tariff, BRL
 * @param openLines what the sums lack, for want of a tariff or an exchange rate
 */
record CallPrice(
    TenantId tenant,
    String callId,
    int version,
    CallCostState state,
    BigDecimal cost,
    BigDecimal price,
    int openLines) {
  static final Comparator<Key> ORDER =
      Comparator.comparing((Key key) -> key.tenant().value()).thenComparing(Key::callId);

  private static final String CURRENCY = "BRL";

  /** A call of an organization. */
  record Key(TenantId tenant, String callId) {}

  /**
   * @throws FailureException malformed, for another currency or a version that nobody gives
   */
  static CallPrice of(TenantId tenant, CallCostChanged told) {
    if (!CURRENCY.equals(told.cost().currency()) || !CURRENCY.equals(told.price().currency())) {
      throw malformed("cost", "cost and price are not in " + CURRENCY);
    }
    if (told.version() < 1) {
      throw malformed("version", "versions begin with 1");
    }
    return new CallPrice(
        tenant,
        told.callId(),
        told.version(),
        told.state(),
        told.cost().amount(),
        told.price().amount(),
        told.openLines());
  }

  Key key() {
    return new Key(tenant, callId);
  }

  CallPrice orNewer(CallPrice other) {
    return other.version > version ? other : this;
  }

  private static FailureException malformed(String field, String why) {
    return new FailureException(new Failure.Malformed(field, why));
  }
}
