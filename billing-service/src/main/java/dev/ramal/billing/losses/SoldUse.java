package dev.ramal.billing.losses;

import dev.ramal.billing.rating.Meter;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import java.util.UUID;

/**
 * A usage that costs more than it is sold for.
 *
 * @param tariff version of it
 * @param rule id within the tariff
 * @param prefix that the rule asks for; null for any number
 * @param destinationClass of the usage; null where it has no destination
 * @param cost what stands in the ledger, BRL
 * @param price the list price, BRL
 */
public record SoldUse(
    TenantId tenant,
    UUID usageId,
    String tariff,
    String rule,
    String prefix,
    DestinationClass destinationClass,
    Meter meter,
    Money cost,
    Money price) {

  /** What of a tariff makes the loss: what people are told of once a day. */
  SellingRule sellingRule() {
    return new SellingRule(tenant, tariff, rule);
  }

  /**
   * The beginning of numbers that the rule asks for, or what is sold; never whom it was to. In
   * Portuguese.
   */
  String toldAs() {
    if (prefix != null) {
      return "números " + prefix;
    }
    return destinationClass == null ? meter.wire() : "classe " + destinationClass.word();
  }
}
