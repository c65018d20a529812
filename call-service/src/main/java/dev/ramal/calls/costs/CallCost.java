package dev.ramal.calls.costs;

import dev.ramal.events.CallCostState;
import dev.ramal.events.TenantId;
import dev.ramal.events.billing.CallCostChanged;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import dev.ramal.kit.tenancy.RowKey;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What a call costs, as billing told it.
 *
 * @param version the highest that was heard; from 1
 * @param state null for a word that this version does not know
 * @param cost BRL
 * @param price BRL
 */
public record CallCost(
    TenantId tenant,
    String callId,
    int version,
    CallCostState state,
    BigDecimal cost,
    BigDecimal price,
    int lines,
    int estimatedLines,
    int openLines,
    Instant changedAt) {
  /** The currency of all that billing sums up. */
  static final String CURRENCY = "BRL";

  /**
   * @throws FailureException malformed, for a currency in which nothing is summed, or a version
   *     that nobody gives
   */
  static CallCost of(TenantId tenant, CallCostChanged told) {
    if (!CURRENCY.equals(told.cost().currency()) || !CURRENCY.equals(told.price().currency())) {
      throw malformed("cost", "cost and price are not in " + CURRENCY);
    }
    if (told.version() < 1) {
      throw malformed("version", "versions begin with 1");
    }
    return new CallCost(
        tenant,
        told.callId(),
        told.version(),
        told.state(),
        told.cost().amount(),
        told.price().amount(),
        told.lines(),
        told.estimatedLines(),
        told.openLines(),
        told.changedAt());
  }

  RowKey key() {
    return RowKey.of(tenant, callId);
  }

  CallCost orNewer(CallCost other) {
    return other.version > version ? other : this;
  }

  private static FailureException malformed(String field, String why) {
    return new FailureException(new Failure.Malformed(field, why));
  }
}
